"""What a table is: its name, its columns with type and meaning, and how its rows are made."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

from whomet import edtf
from whomet.exports.view import View

Kind: TypeAlias = Literal["text", "list", "number", "integer", "date", "flag"]
Value: TypeAlias = str | int | float | bool | date | tuple[str, ...] | None
Row: TypeAlias = tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column.

    Attributes:
        kind: "text"; "list" of texts; "number"; "integer"; "date", a day; "flag", true or false.
        told: What it holds, for the reader.
    """

    name: str
    told: str
    kind: Kind = "text"


@dataclass(frozen=True, slots=True)
class Table:
    """A table.

    Attributes:
        name: Of its file, without ending.
        told: What a row is, for the reader.
        rows: Makes the rows, each as long as the columns, in a fixed order.
    """

    name: str
    told: str
    columns: tuple[Column, ...]
    rows: Callable[[View], Iterable[Row]]


def span(value: str | None) -> tuple[str | None, date | None, date | None]:
    """An EDTF value with its first and last day; without days where it has an open end."""
    edges = edtf.interval(value)
    return (value, edges[0], edges[1]) if edges else (value, None, None)


def spanned(name: str, what: str) -> tuple[Column, Column, Column]:
    """The columns that `span` fills."""
    return (
        Column(name, f"{what}, EDTF: as exact as it is told"),
        Column(f"{name}_start", "first day that it can be", "date"),
        Column(f"{name}_end", "last day that it can be", "date"),
    )


__all__ = ["Column", "Kind", "Row", "Table", "Value", "span", "spanned"]
