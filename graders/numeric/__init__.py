"""Worked numbers: variants, steps, carried errors."""
