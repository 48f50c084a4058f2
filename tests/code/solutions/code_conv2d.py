import tensorflow as tf


def conv2d(x, w, b, stride, padding):
    k, m = int(w.shape[0]), int(w.shape[1])
    if padding == "SAME":
        pads = []
        for size, kernel in ((int(x.shape[1]), k), (int(x.shape[2]), m)):
            total = max((-(-size // stride) - 1) * stride + kernel - size, 0)
            pads.append([total // 2, total - total // 2])
        x = tf.pad(x, [[0, 0], *pads, [0, 0]])
    high, wide = (int(x.shape[1]) - k) // stride + 1, (int(x.shape[2]) - m) // stride + 1
    rows = []
    for i in range(high):
        row = []
        for j in range(wide):
            patch = x[:, i * stride : i * stride + k, j * stride : j * stride + m]
            row.append(tf.tensordot(patch, w, [[1, 2, 3], [0, 1, 2]]) + b)
        rows.append(tf.stack(row, axis=1))
    return tf.stack(rows, axis=1)
