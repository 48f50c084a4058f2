import tensorflow as tf


def distill(z, v, T):
    p = tf.nn.softmax(v / T)
    gap = (
        (v - z) / T
        - tf.reduce_logsumexp(v / T, -1, keepdims=True)
        + tf.reduce_logsumexp(z / T, -1, keepdims=True)
    )
    return T * T * tf.reduce_mean(tf.einsum("nk,nk->n", p, gap))
