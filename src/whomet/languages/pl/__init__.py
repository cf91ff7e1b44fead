"""The Polish pack."""
