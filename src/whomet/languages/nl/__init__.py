"""The Dutch pack."""
