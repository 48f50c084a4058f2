import tensorflow as tf
from tensorflow.keras import layers


def train(x, y):
    inputs = tf.keras.Input((32, 32, 3))
    z = layers.Rescaling(1 / 255)(inputs)
    for filters in (32, 64):
        z = layers.MaxPooling2D()(layers.Conv2D(filters, 3, activation="relu")(z))
    z = layers.Flatten()(layers.Conv2D(64, 3, activation="relu")(z))
    model = tf.keras.Model(inputs, layers.Dense(10)(layers.Dense(64, activation="relu")(z)))
    loss = tf.keras.losses.CategoricalCrossentropy(from_logits=True)
    model.compile(tf.keras.optimizers.Adam(1e-3), loss)
    model.fit(x, tf.one_hot(y, 10), batch_size=50, epochs=6, verbose=0)
    return model
