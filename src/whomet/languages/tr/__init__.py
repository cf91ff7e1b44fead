"""The Turkish pack."""
