"""Questions to an OpenAI-compatible address: counted, repeated where that helps, and never for ever."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Sequence
from importlib import import_module
from typing import Any, Final

from whomet.extractors.plugs import ExtractorError

#: Times that one question is put where the server is busy or the connection fails.
TRIES: Final = 3
#: Questions in a row without an answer after which a server is asked no more: an archive would wait for hours.
MOST_UNANSWERED: Final = 3
#: Seconds to wait before the second try; doubled each time. A server may ask for more, up to `LONGEST_WAIT`.
WAIT: Final = 1.0
LONGEST_WAIT: Final = 20.0
#: Seconds that a server may be silent; small machines write slowly, and answer only when all is written.
SILENCE: Final = 120.0
#: Seconds that one answer may take in all, however slowly it drips.
TIMEOUT: Final = 600.0
#: Bytes of an answer; the longest that an article of `llm.STRETCH` characters can call for is far below.
LARGEST: Final = 4_000_000
#: Tokens that an answer may have.
ANSWER_TOKENS: Final = 8_000
#: Characters of a token where the server does not count: fewer than any script has, so that budgets hold.
CHARACTERS: Final = 2

_BUSY: Final = frozenset({408, 409, 425, 429, 500, 502, 503, 504})
#: How the schema is asked for, strictest first: servers refuse what they do not know.
_FORMATS: Final = ("json_schema", "json_object", "none")


class Client:
    """Puts questions to one model at one address."""

    def __init__(
        self,
        address: str,
        model: str,
        schema: dict[str, Any],
        budget: int,
        key: str | None = None,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        """Take an address.

        Args:
            address: Up to the version: ``http://127.0.0.1:8080/v1``.
            model: Which model the server shall use.
            schema: JSON Schema of the answers.
            budget: Tokens that may be spent, question and answer counted.
            key: Sent as a bearer token.
            sleep: Waits so many seconds.

        Raises:
            ExtractorError: The library for it is not installed.
        """
        try:
            self._http = import_module("httpx2")
        except ImportError as error:
            raise ExtractorError("the extractor 'llm' needs httpx2: pip install 'whomet[llm]'") from error
        self.address = address.rstrip("/")
        self.model = model
        self.left = budget
        self._schema = schema
        self._format = 0
        self._sleep = sleep
        self._refusal: str | None = None
        self._unanswered = 0
        headers = {"Authorization": f"Bearer {key}"} if key else {}
        self._session = self._http.Client(timeout=SILENCE, headers=headers, follow_redirects=False, trust_env=False)

    def ask(self, messages: Sequence[dict[str, str]]) -> str:
        """Put one question.

        Args:
            messages: As the chat interface has them.

        Returns:
            What the model wrote.

        Raises:
            ExtractorError: The budget is spent, or the server gives no answer that can be used. Where it refuses all
                questions (wrong key, no such model) or leaves several unanswered, it is not asked again.
        """
        if self._refusal is not None:
            raise ExtractorError(self._refusal)
        if self.left < sum(len(message["content"]) for message in messages) // CHARACTERS:
            raise ExtractorError("the budget of tokens is spent; give a larger one with --budget")
        told = ""
        for number in range(TRIES):
            if number:
                self._sleep(min(LONGEST_WAIT, WAIT * 2 ** (number - 1)))
            answer, told = self._once(messages)
            if answer is not None:
                self._unanswered = 0
                return answer
        message = f"{self.address}: no usable answer in {TRIES} tries ({told})"
        self._unanswered += 1
        if self._unanswered >= MOST_UNANSWERED:
            self._refusal = f"{message}; it was left after {MOST_UNANSWERED} questions"
        raise ExtractorError(message)

    def _once(self, messages: Sequence[dict[str, str]]) -> tuple[str | None, str]:
        """One try: the answer, or None and what went wrong; raises where asking again cannot help."""
        question: dict[str, Any] = {
            "model": self.model,
            "messages": list(messages),
            "temperature": 0,
            "seed": 0,
            "max_tokens": max(1, min(ANSWER_TOKENS, self.left)),
        }
        asked = _FORMATS[self._format]
        if asked == "json_schema":
            named = {"name": "article", "strict": True, "schema": self._schema}
            question["response_format"] = {"type": asked, "json_schema": named}
        elif asked == "json_object":
            question["response_format"] = {"type": asked}
        try:
            status, wait, body = self._post(question)
        except (self._http.HTTPError, self._http.InvalidURL, OSError) as error:
            return None, str(error) or type(error).__name__
        if status in (400, 404, 415, 422, 501) and self._format + 1 < len(_FORMATS):
            self._format += 1
            return self._once(messages)
        if status in _BUSY:
            self._sleep(min(LONGEST_WAIT, wait))
            return None, f"status {status}"
        if status != 200:
            reason = "the key in WHOMET_LLM_KEY is not accepted" if status in (401, 403) else f"status {status}"
            self._refusal = f"{self.address}: the server refuses the question ({reason})"
            raise ExtractorError(self._refusal)
        return self._read(body, messages)

    def _post(self, question: dict[str, Any]) -> tuple[int, float, bytes]:
        """Status, seconds that the server asks to wait, and body."""
        until = time.monotonic() + TIMEOUT
        with self._session.stream("POST", f"{self.address}/chat/completions", json=question) as response:
            asked = response.headers.get("Retry-After", "")
            wait = float(asked) if asked.isascii() and asked.isdecimal() else 0.0
            body = b""
            for piece in response.iter_bytes():
                body += piece
                if len(body) > LARGEST:
                    raise self._http.DecodingError(f"an answer of more than {LARGEST} bytes")
                if time.monotonic() > until:
                    raise self._http.ReadTimeout(f"an answer that took more than {TIMEOUT:.0f} seconds")
            return response.status_code, wait, body

    def _read(self, body: bytes, messages: Sequence[dict[str, str]]) -> tuple[str | None, str]:
        """The model's words in a server's answer; spends what they cost."""
        try:
            data = json.loads(body)
            choice = dict(data["choices"][0])
            content = choice["message"]["content"]
        except (ValueError, LookupError, TypeError, RecursionError):
            self._spend(None, messages, "")
            return None, "an answer that is not one of a chat server"
        content = content if isinstance(content, str) else ""
        self._spend(data.get("usage"), messages, content)
        if choice.get("finish_reason") == "length":  # The same question would be cut off at the same place.
            raise ExtractorError(f"{self.address}: the answer was cut off; the model needs room for a longer one")
        return (content, "") if content else (None, "an empty answer")

    def _spend(self, usage: Any, messages: Sequence[dict[str, str]], content: str) -> None:
        """Take tokens from the budget: those the server counts, or an upper bound by characters."""
        counted = usage.get("total_tokens") if isinstance(usage, dict) else None
        if not isinstance(counted, int) or isinstance(counted, bool) or counted <= 0:
            counted = (sum(len(message["content"]) for message in messages) + len(content)) // CHARACTERS
        self.left -= counted
