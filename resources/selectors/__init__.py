"""Reads of the ledger and all around it, shaped for one page each."""
