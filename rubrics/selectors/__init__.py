"""Reads of rubrics, self-assessments and ratings, shaped for one page each."""
