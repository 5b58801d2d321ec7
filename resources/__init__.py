"""Ledger, benchmarks, requests and cycle; above `plans` in the dependency chain."""
