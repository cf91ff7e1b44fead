"""A workspace: what was read and concluded, kept in a database, and what an analyst decided."""
