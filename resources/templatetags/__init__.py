"""Template tags of the resource pages."""
