"""Forms of rubrics and ratings: parse, validate, hand over cleaned values."""
