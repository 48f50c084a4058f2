"""Use cases: everything the terminal UI and the command line can ask for."""
