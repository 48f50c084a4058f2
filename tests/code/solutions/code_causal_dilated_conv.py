import tensorflow as tf


def causal_conv(x, w, dilation):
    k, time = int(w.shape[0]), int(x.shape[1])
    steps = []
    for t in range(time):
        total = 0.0
        for i in range(k):
            past = t - (k - 1 - i) * dilation
            if past >= 0:
                total += x[:, past] @ w[i]
        steps.append(total)
    return tf.stack(steps, axis=1)
