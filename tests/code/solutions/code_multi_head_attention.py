import tensorflow as tf


def mha(x, wq, wk, wv, wo, heads):
    d = int(x.shape[-1])
    w = d // heads
    out = []
    for h in range(heads):
        part = slice(h * w, (h + 1) * w)
        q, k, v = x @ wq[:, part], x @ wk[:, part], x @ wv[:, part]
        s = tf.matmul(q, k, transpose_b=True) * float(w) ** -0.5
        out.append(tf.nn.softmax(s) @ v)
    return tf.concat(out, -1) @ wo
