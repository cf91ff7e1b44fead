"""The pack of languages that have no pack of their own."""
