"""The terminal UI: what a learner meets."""
