"""Template filters of every app."""
