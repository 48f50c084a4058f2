import tensorflow as tf


def gan_step(x, z, G, D, eta):
    fake = tf.matmul(z, G)
    real_part = -tf.sigmoid(-tf.linalg.matvec(x, D)) / x.shape[0]
    fake_part = tf.sigmoid(tf.linalg.matvec(fake, D)) / z.shape[0]
    D = D - eta * (
        tf.linalg.matvec(x, real_part, transpose_a=True)
        + tf.linalg.matvec(fake, fake_part, transpose_a=True)
    )
    pull = -tf.sigmoid(-tf.linalg.matvec(fake, D)) / z.shape[0]
    return D, G - eta * tf.matmul(z, pull[:, None] * D[None], transpose_a=True)
