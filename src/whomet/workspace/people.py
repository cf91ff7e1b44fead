"""Who works with a workspace, where nobody says so."""

from __future__ import annotations

import getpass


def account_name() -> str:
    """The name of the account on this computer; empty where it has none."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return ""


__all__ = ["account_name"]
