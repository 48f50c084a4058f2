import tensorflow as tf


def gram(f):
    return tf.einsum("nhwc,nhwd->ncd", f, f) / float(f.shape[1] * f.shape[2])
