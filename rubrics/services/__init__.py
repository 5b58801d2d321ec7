"""What a person can do to a rubric, a self-assessment or a rating, one function a thing."""
