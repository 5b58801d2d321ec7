"""What a person can do to a plan, one function a thing."""
