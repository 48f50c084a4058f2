import tensorflow as tf


def clip(a, b, limit):
    every = tf.concat([tf.reshape(a, (-1,)), tf.reshape(b, (-1,))], 0)
    norm = tf.norm(every)
    if float(norm) <= limit:
        return a, b, norm
    return a * (limit / norm), b * (limit / norm), norm
