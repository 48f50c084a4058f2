import tensorflow as tf


def build():
    layer = tf.keras.layers
    image = tf.keras.Input((32, 32, 3))
    x = layer.MaxPooling2D(2, 2)(layer.Conv2D(32, (3, 3), activation=tf.nn.relu)(image))
    x = layer.MaxPooling2D((2, 2))(layer.Conv2D(64, (3, 3), activation=tf.nn.relu)(x))
    x = layer.Flatten()(layer.ReLU()(layer.Conv2D(64, (3, 3))(x)))
    return tf.keras.Model(image, layer.Dense(10)(layer.Dense(64, "relu")(x)))
