"""What is said to a person: one catalogue with both languages side by side, and the renderers."""
