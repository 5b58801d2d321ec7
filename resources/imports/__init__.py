"""Reads files of ledger lines, funds and staff: what they say, and where they cannot be used. Knows no database."""
