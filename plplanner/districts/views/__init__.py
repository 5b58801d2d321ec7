"""Pages of districts, facts and people."""
