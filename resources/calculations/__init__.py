"""Arithmetic of resources over plain values: shares, FTE, hours, benchmarks. Knows no Django."""
