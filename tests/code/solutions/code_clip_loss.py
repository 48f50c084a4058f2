import tensorflow as tf


def clip_loss(a, b, t):
    a, b = a / tf.norm(a, axis=-1, keepdims=True), b / tf.norm(b, axis=-1, keepdims=True)
    z = tf.einsum("id,jd->ij", a, b) / t
    labels = tf.range(a.shape[0])
    cross = tf.nn.sparse_softmax_cross_entropy_with_logits
    return (tf.reduce_mean(cross(labels, z)) + tf.reduce_mean(cross(labels, tf.transpose(z)))) / 2
