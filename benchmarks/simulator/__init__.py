"""Simulated learners: what a policy of daily reviews is worth on the day of the interview."""
