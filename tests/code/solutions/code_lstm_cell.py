import tensorflow as tf


def lstm_cell(x, h, c, W, U, b):
    m = h.shape[-1]
    z = tf.concat([x, h], -1) @ tf.concat([W, U], 0) + b
    c = c * tf.sigmoid(z[:, m : 2 * m]) + tf.sigmoid(z[:, :m]) * tf.tanh(z[:, 2 * m : 3 * m])
    return tf.sigmoid(z[:, 3 * m :]) * tf.tanh(c), c
