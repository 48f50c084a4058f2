import tensorflow as tf


def gan_losses(real, fake):
    cross = tf.nn.sigmoid_cross_entropy_with_logits
    d = tf.reduce_mean(cross(tf.ones_like(real), real)) + tf.reduce_mean(
        cross(tf.zeros_like(fake), fake)
    )
    return d, tf.reduce_mean(cross(tf.ones_like(fake), fake))
