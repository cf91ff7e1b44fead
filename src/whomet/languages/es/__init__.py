"""The Spanish pack."""
