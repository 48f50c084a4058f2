"""When to ask what: study days, the memory model, ratings from evidence, the day's queue, the plan
to a date.
"""
