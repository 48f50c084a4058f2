import tensorflow as tf


def dropout(x, keep, rate, training):
    if not training:
        return tf.identity(x)
    return tf.where(keep > 0.5, x / (1.0 - rate), tf.zeros_like(x))
