import tensorflow as tf


def auc(y, s):
    positive, negative = tf.boolean_mask(s, y > 0.5), tf.boolean_mask(s, y < 0.5)
    return tf.reduce_mean((tf.sign(positive[:, None] - negative[None]) + 1) / 2)
