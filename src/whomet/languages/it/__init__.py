"""The Italian pack."""
