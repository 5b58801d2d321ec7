"""Pages of rubrics, self-assessments and ratings."""
