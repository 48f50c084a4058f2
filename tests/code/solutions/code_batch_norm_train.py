import tensorflow as tf


def batch_norm(x, gamma, beta, mean, var, momentum, eps, training):
    m, v = mean, var
    if training:
        m = tf.reduce_mean(x, 0)
        v = tf.math.reduce_variance(x, 0)
        mean = mean - (1 - momentum) * (mean - m)
        var = var - (1 - momentum) * (var - v)
    scale = gamma * tf.math.rsqrt(v + eps)
    return x * scale + (beta - m * scale), mean, var
