import tensorflow as tf


def vae_loss(x, mu, logvar, eps, w):
    sigma = tf.sqrt(tf.exp(logvar))
    gap = x - (mu + sigma * eps) @ w
    n = float(x.shape[0])
    kl = 0.5 * tf.reduce_sum(mu * mu + sigma * sigma - logvar - 1.0)
    return (0.5 * tf.reduce_sum(gap * gap) + kl) / n
