import tensorflow as tf


def softmax(z, t):
    z = z / t
    top = tf.reduce_max(z, axis=-1, keepdims=True)
    return tf.exp(z - top - tf.math.log(tf.reduce_sum(tf.exp(z - top), axis=-1, keepdims=True)))
