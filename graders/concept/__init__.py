"""Free answers by rubric."""
