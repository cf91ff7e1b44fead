"""Whomet reads raw news coverage in many languages and tells who met whom, with the sentences that prove it."""

__version__ = "0.1.0"
