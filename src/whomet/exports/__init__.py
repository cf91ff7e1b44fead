"""Exports: an account in the forms that other tools read.

forms            every form                      view        what they all look up in an account
followthemoney   for the tools of investigators  json_ld     linked data
tables columns   what the tables hold            csv parquet archive   how they are written
graphs networks  who met whom as a network       ics         meetings as a calendar
characters       text made harmless              selecting writing     one story; files on disk
"""

from __future__ import annotations

from pathlib import Path

from whomet.exports.errors import ExportError
from whomet.exports.forms import BRIEFS, FORMATS, FORMS, Form
from whomet.exports.writing import write_file, write_folder
from whomet.records import Account


def render(
    account: Account, form: str, language: str = "en", contacts: bool = False, table: str | None = None
) -> bytes:
    """An account in one of the forms; the same account gives the same bytes.

    Args:
        account: What was concluded.
        form: One of `FORMATS`.
        language: BCP 47 code: lists and dates are written its way. Labels are in the language of the account.
        contacts: Show e-mail addresses, telephone and account numbers, which are masked else.
        table: Only the table of this name ("meetings"), for "csv" and "parquet".

    Returns:
        The bytes of one file; all tables as a zip archive.

    Raises:
        ExportError: There is no such form, or it cannot be made; the message says what to do.
    """
    if _known(form).tables or table:
        from whomet.exports.archive import packed

        files = table_files(account, form, language, contacts, table)
        return next(iter(files.values())) if table else packed(files)
    if form in BRIEFS:
        return _brief(account, form, language, contacts)
    shown = _shown(account, contacts)
    if form == "followthemoney":
        from whomet.exports import followthemoney

        return followthemoney.render(shown, language)
    if form == "json-ld":
        from whomet.exports import json_ld

        return json_ld.render(shown, language)
    if form == "ics":
        from whomet.exports import ics

        return ics.render(shown, language)
    from whomet.exports import networks

    return networks.gexf(shown, language) if form == "gexf" else networks.graphml(shown, language)


def table_files(
    account: Account, form: str = "csv", language: str = "en", contacts: bool = False, only: str | None = None
) -> dict[str, bytes]:
    """The tables of an account, each as the bytes of a file.

    Args:
        account: What was concluded.
        form: "csv" or "parquet".
        language: BCP 47 code, as for `render`.
        contacts: Show contacts, which are masked else.
        only: Name of the one table that is wanted.

    Returns:
        Name of the file and its bytes.

    Raises:
        ExportError: `form` is none of the two, there is no such table, or the library is not installed.
    """
    if not _known(form).tables:
        raise ExportError(f"{form} has no tables; csv and parquet have")
    from whomet.exports import csv, parquet
    from whomet.exports.tables import TABLES

    names = [each.name for each in TABLES]
    if only is not None and only not in names:
        raise ExportError(f"no such table: {only}; there are {', '.join(names)}")
    shown = _shown(account, contacts)
    return csv.files(shown, language, only) if form == "csv" else parquet.files(shown, language, only)


def write(
    account: Account,
    form: str,
    output: str | Path,
    language: str = "en",
    contacts: bool = False,
    table: str | None = None,
) -> tuple[Path, ...]:
    """Write an account in one of the forms; a file is there whole or as it was before.

    Args:
        account: What was concluded.
        form: One of `FORMATS`.
        output: The file; for tables a folder, or a file that ends in .zip.
        language: BCP 47 code, as for `render`.
        contacts: Show contacts, which are masked else.
        table: Only the table of this name, as one file.

    Returns:
        The paths written.

    Raises:
        ExportError: It cannot be made or written; the message says what to do.
    """
    path = Path(output)
    if _known(form).tables and table is None and path.suffix.lower() != ".zip":
        if path.suffix.lower() == f".{form}" and not path.is_dir():
            raise ExportError(
                f"{path}: {form} is a set of tables; name a folder, a file that ends in .zip, or one table"
            )
        return write_folder(path, table_files(account, form, language, contacts))
    return (write_file(path, render(account, form, language, contacts, table)),)


def left_out(account: Account, form: str, language: str = "en") -> list[str]:
    """What a form has no place for, in words; empty for all but calendars, which know nothing but days.

    Args:
        account: What was concluded.
        form: One of `FORMATS`.
        language: BCP 47 code of the words.
    """
    if form != "ics":
        return []
    from whomet.exports import ics

    return ics.left_out(account, language)


def of_story(account: Account, id_: str) -> Account:
    """The account of one story: its articles, its meetings, and what these articles say.

    Args:
        account: What was concluded.
        id_: Id of the story.

    Raises:
        ExportError: There is no such story; the message names near ids.
    """
    from whomet.exports import selecting

    return selecting.of_story(account, id_)


def _known(form: str) -> Form:
    if form not in FORMS:
        raise ExportError(f"no such form: {form}; there are {', '.join(FORMATS)}")
    return FORMS[form]


def _shown(account: Account, contacts: bool) -> Account:
    from whomet.briefs.masking import masked

    return account if contacts else masked(account)


def _brief(account: Account, form: str, language: str, contacts: bool) -> bytes:
    from whomet import briefs

    try:
        told: str | bytes = briefs.render(account, form, language, contacts=contacts)
    except (ValueError, briefs.PdfError) as error:
        raise ExportError(str(error)) from error
    return told if isinstance(told, bytes) else told.encode("utf-8", "replace")


__all__ = ["FORMATS", "FORMS", "ExportError", "Form", "left_out", "of_story", "render", "table_files", "write"]
