"""Writes of districts, facts and people: one function per thing a person does."""
