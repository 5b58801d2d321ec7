"""Arithmetic and comparison over plain values; nothing here knows Django or the clock."""
