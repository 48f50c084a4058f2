import numpy as np


def prepare(rows):
    red, green, blue = np.split(np.asarray(rows, "float32") / 255, 3, axis=1)
    return np.stack([colour.reshape(len(rows), 32, 32) for colour in (red, green, blue)], axis=-1)
