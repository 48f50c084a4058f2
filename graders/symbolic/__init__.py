"""Formulas: deciding whether two are equal, and naming the slip where they are not."""
