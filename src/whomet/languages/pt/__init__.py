"""The Portuguese pack."""
