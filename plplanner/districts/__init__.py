"""Districts, their facts and their people: the ground floor of the application."""
