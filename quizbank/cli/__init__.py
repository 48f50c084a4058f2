"""The command line: each command a file, imported when it is called."""
