"""Instruments and ratings; between `plans` and `districts` in the dependency chain."""
