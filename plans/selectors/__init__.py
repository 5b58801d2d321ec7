"""Reads of plans, shaped for one page each."""
