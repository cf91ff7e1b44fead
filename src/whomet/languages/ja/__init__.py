"""The Japanese pack."""
