"""Tables as Parquet, with the types of their columns."""

from __future__ import annotations

import io
from typing import Any

from whomet.exports.columns import Table, Value
from whomet.exports.errors import ExportError
from whomet.exports.tables import TABLES
from whomet.exports.view import View
from whomet.records import Account


def files(account: Account, language: str = "en", only: str | None = None) -> dict[str, bytes]:
    """Every table of the account as a Parquet file; texts are unchanged, lists stay lists, days are days.

    Args:
        account: What was concluded.
        language: BCP 47 code of the labels.
        only: Name of the one table that is wanted.

    Returns:
        Name of the file and its bytes, in the order of `TABLES`.

    Raises:
        ExportError: The library for Parquet is not installed.
    """
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError as error:
        raise ExportError("parquet needs the library pyarrow: pip install 'whomet[parquet]', or export csv") from error
    view = View(account, language)
    made = {}
    for table in (each for each in TABLES if only in (None, each.name)):
        out = io.BytesIO()
        parquet.write_table(_typed(pyarrow, table, view), out, compression="zstd")
        made[f"{table.name}.parquet"] = out.getvalue()
    return made


def _typed(pyarrow: Any, table: Table, view: View) -> Any:
    types = {
        "text": pyarrow.string(),
        "list": pyarrow.list_(pyarrow.string()),
        "number": pyarrow.float64(),
        "integer": pyarrow.int64(),
        "date": pyarrow.date32(),
        "flag": pyarrow.bool_(),
    }
    schema = pyarrow.schema([(column.name, types[column.kind]) for column in table.columns])
    rows = [[_storable(value) for value in row] for row in table.rows(view)]
    columns = [[row[at] for row in rows] for at in range(len(table.columns))]
    arrays = [pyarrow.array(values, field.type) for values, field in zip(columns, schema, strict=True)]
    return pyarrow.Table.from_arrays(arrays, schema=schema)


def _storable(value: Value) -> Any:
    """A value that UTF-8 can hold: halves of surrogate pairs become question marks."""
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode("utf-8")
    return [_storable(text) for text in value] if isinstance(value, tuple) else value


__all__ = ["files"]
