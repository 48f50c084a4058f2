import tensorflow as tf


def loss(labels, z, a):
    top = tf.reduce_max(z, -1, keepdims=True)
    lse = top[:, 0] + tf.math.log(tf.reduce_sum(tf.exp(z - top), -1))
    true = tf.gather(z, labels, axis=1, batch_dims=1)
    return tf.reduce_mean(lse - (1 - a) * true - a * tf.reduce_mean(z, -1))
