"""Exports: an account in the forms that other tools read."""
