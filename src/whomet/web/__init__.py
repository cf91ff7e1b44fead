"""The page: stories, people, meetings, the network, search and review, and the same as an API.

app         puts it together                     security   who may ask, and what a browser may do
held        the account as it is now             view       what pages need of an account
pages/      one file a topic                     api        the same for programs
templates/  how pages look, with static/         words/     what they say, one file a language
"""

from __future__ import annotations

from whomet.web.app import create_app

__all__ = ["create_app"]
