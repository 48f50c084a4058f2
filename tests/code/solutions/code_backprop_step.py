import tensorflow as tf


def step(x, y, W, b, v, c, eta):
    n = int(x.shape[0])
    dW, db, dv, dc = tf.zeros_like(W), tf.zeros_like(b), tf.zeros_like(v), tf.zeros_like(c)
    for k in range(n):
        z = tf.linalg.matvec(W, x[k], transpose_a=True) + b
        live = tf.cast(z > 0, z.dtype)
        d3 = 2.0 / n * (tf.tensordot(v, z * live, 1) + c - y[k])
        dv += d3 * z * live
        dc += d3
        d = d3 * v * live
        dW += x[k][:, None] * d[None]
        db += d
    return W - eta * dW, b - eta * db, v - eta * dv, c - eta * dc
