"""The Thai pack."""
