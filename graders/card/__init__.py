"""Cards: front and back, or blanks to fill."""
