import tensorflow as tf


def bce(y, z):
    return tf.reduce_mean(y * tf.math.softplus(-z) + (1 - y) * tf.math.softplus(z))
