import tensorflow as tf


def gru_cell(x, h, W, U, b):
    wz, wr, wn = tf.split(W, 3, axis=1)
    uz, ur, un = tf.split(U, 3, axis=1)
    bz, br, bn = tf.split(b, 3)
    z = tf.sigmoid(x @ wz + h @ uz + bz)
    r = tf.sigmoid(x @ wr + h @ ur + br)
    n = tf.tanh(x @ wn + (r * h) @ un + bn)
    return n + z * (h - n)
