"""Code answers: submissions run in sandboxed children of a warm TensorFlow process; the comparison
is made outside.
"""
