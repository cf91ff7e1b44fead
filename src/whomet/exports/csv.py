"""Tables as CSV that spreadsheets open as they are."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from datetime import date

from whomet.exports.characters import cell
from whomet.exports.columns import Row, Table, Value
from whomet.exports.tables import TABLES
from whomet.exports.view import View
from whomet.records import Account

#: Between the texts of a list.
SIGN = " | "
#: Without it Excel takes UTF-8 for the charset of the system.
_MARK = "\ufeff"


def files(account: Account, language: str = "en", only: str | None = None) -> dict[str, bytes]:
    """Every table of the account as a CSV file (RFC 4180, UTF-8 with a byte order mark).

    Args:
        account: What was concluded.
        language: BCP 47 code of the labels.
        only: Name of the one table that is wanted.

    Returns:
        Name of the file and its bytes, in the order of `TABLES`. No cell begins as a formula does.
    """
    view = View(account, language)
    return {f"{table.name}.csv": render(table, table.rows(view)) for table in TABLES if only in (None, table.name)}


def render(table: Table, rows: Iterable[Row]) -> bytes:
    """One table as CSV.

    Args:
        table: Its columns.
        rows: Its rows.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([column.name for column in table.columns])
    writer.writerows([shown(value) for value in row] for row in rows)
    return (_MARK + out.getvalue()).encode("utf-8")


def shown(value: Value) -> str:
    """A value as the text of a cell: nothing where there is none, plain numbers, days in ISO 8601."""
    if isinstance(value, str):
        return cell(value)
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return f"{value:.15g}" if abs(value) < 1e15 else f"{value:.0f}"
    if isinstance(value, int):
        return str(value)
    return value.isoformat() if isinstance(value, date) else cell(SIGN.join(value))


__all__ = ["SIGN", "files", "render", "shown"]
