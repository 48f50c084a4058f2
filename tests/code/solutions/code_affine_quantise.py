import tensorflow as tf


def quantise(x, low, high):
    s = (high - low) / 255.0
    z = round(-low / s)
    q = tf.cast(tf.minimum(tf.maximum(tf.math.rint(x / s) + z, 0), 255), tf.int32)
    return q, tf.cast(q - z, tf.float32) * s
