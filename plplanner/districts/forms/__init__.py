"""Forms of districts, facts and people."""
