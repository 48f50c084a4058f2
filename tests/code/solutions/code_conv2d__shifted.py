import tensorflow as tf


def conv2d(x, w, b, stride, padding):
    k, m = int(w.shape[0]), int(w.shape[1])
    h, v = int(x.shape[1]), int(x.shape[2])
    if padding == "SAME":
        up = max((-(-h // stride) - 1) * stride + k - h, 0)
        left = max((-(-v // stride) - 1) * stride + m - v, 0)
        x = tf.pad(x, [[0, 0], [up // 2, up - up // 2], [left // 2, left - left // 2], [0, 0]])
    h, v = int(x.shape[1]), int(x.shape[2])
    out = 0.0
    for a in range(k):
        for c in range(m):
            seen = x[:, a : h - k + a + 1 : stride, c : v - m + c + 1 : stride]
            out += tf.einsum("nhwc,cd->nhwd", seen, w[a, c])
    return out + b
