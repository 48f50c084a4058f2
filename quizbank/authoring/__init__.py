"""Question files: reading them, holding them to their promises, and starting new ones."""
