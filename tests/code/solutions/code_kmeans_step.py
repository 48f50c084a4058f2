import tensorflow as tf


def step(x, centres):
    square = (
        tf.reduce_sum(x * x, 1)[:, None]
        - 2 * x @ tf.transpose(centres)
        + tf.reduce_sum(centres * centres, 1)[None]
    )
    label = tf.cast(tf.argmin(square, 1), tf.int32)
    new = []
    for k in range(int(centres.shape[0])):
        own = tf.boolean_mask(x, label == k)
        new.append(tf.reduce_mean(own, 0) if own.shape[0] else centres[k])
    return tf.stack(new), label
