import tensorflow as tf


def metrics(y, p):
    called, true = p >= 0.5, y > 0.5
    tp = float(tf.math.count_nonzero(called & true))
    n_called, n_true = float(tf.math.count_nonzero(called)), float(tf.math.count_nonzero(true))
    precision = tp / n_called if n_called else 0.0
    recall = tp / n_true if n_true else 0.0
    return precision, recall, 2 * tp / (n_called + n_true) if n_called + n_true else 0.0
