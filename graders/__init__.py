"""Graders: a specification and an answer in, a verdict out; they know nothing of the app around
them.
"""
