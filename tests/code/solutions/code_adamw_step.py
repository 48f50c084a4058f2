def adamw(w, g, m, v, t, lr, wd):
    m = m + 0.1 * (g - m)
    v = v + 0.001 * (g * g - v)
    w = w * (1 - lr * wd)
    return w - lr * (m / (1 - 0.9**t)) / ((v / (1 - 0.999**t)) ** 0.5 + 1e-8), m, v
