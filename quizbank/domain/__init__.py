"""What the product is about, in frozen dataclasses of the standard library alone."""
