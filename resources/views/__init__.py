"""Pages of the ledger and all around it."""
