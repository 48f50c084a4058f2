import tensorflow as tf


def rope(x):
    t, d = int(x.shape[0]), int(x.shape[1])
    rate = 10000.0 ** (-tf.range(0, d, 2, dtype=tf.float32) / d)
    angle = tf.repeat(tf.range(t, dtype=tf.float32)[:, None] * rate[None], 2, axis=1)
    pairs = tf.reshape(x, (t, d // 2, 2))
    turned = tf.reshape(tf.stack([-pairs[..., 1], pairs[..., 0]], -1), (t, d))
    return x * tf.cos(angle) + turned * tf.sin(angle)
