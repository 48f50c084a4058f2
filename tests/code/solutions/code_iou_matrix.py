import tensorflow as tf


def iou(a, b):
    ax1, ay1, ax2, ay2 = [c[:, None] for c in tf.unstack(a, axis=1)]
    bx1, by1, bx2, by2 = [c[None] for c in tf.unstack(b, axis=1)]
    w = tf.nn.relu(tf.minimum(ax2, bx2) - tf.maximum(ax1, bx1))
    h = tf.nn.relu(tf.minimum(ay2, by2) - tf.maximum(ay1, by1))
    total = (ax2 - ax1) * (ay2 - ay1) + (bx2 - bx1) * (by2 - by1)
    return w * h / (total - w * h)
