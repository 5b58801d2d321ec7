"""Reads of districts, facts and people, shaped for one page each."""
