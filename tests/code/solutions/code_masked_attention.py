import tensorflow as tf


def attention(q, k, v, mask):
    s = tf.einsum("nqd,nkd->nqk", q, k) / float(q.shape[-1]) ** 0.5
    top = tf.reduce_max(tf.where(mask > 0, s, tf.fill(s.shape, s.dtype.min)), -1, keepdims=True)
    e = tf.where(mask > 0, tf.exp(tf.where(mask > 0, s - top, 0.0)), 0.0)
    total = tf.reduce_sum(e, -1, keepdims=True)
    return tf.einsum("nqk,nkm->nqm", e / tf.where(total > 0, total, 1.0), v)
