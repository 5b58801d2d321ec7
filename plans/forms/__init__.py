"""Forms of plans: parse, validate, hand over cleaned values."""
