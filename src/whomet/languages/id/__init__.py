"""The Indonesian pack."""
