"""Answering a question on any screen: its form, its draft, its grading, its time."""
