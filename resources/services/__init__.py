"""What people do with the ledger and all around it."""
