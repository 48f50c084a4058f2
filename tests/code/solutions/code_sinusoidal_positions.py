import tensorflow as tf


def positions(length, d):
    rows = []
    for p in range(length):
        row = []
        for i in range(d // 2):
            a = tf.constant(float(p)) / 10000.0 ** (2 * i / d)
            row += [tf.sin(a), tf.cos(a)]
        rows.append(tf.stack(row))
    return tf.stack(rows)
