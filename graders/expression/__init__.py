"""The language of formulas: text to an immutable tree, and the tree to arrays, to SymPy and back to
text.
"""
