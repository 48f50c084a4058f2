import tensorflow as tf
from tensorflow.keras import layers


def evaluate(kernel, bias, x, y):
    inputs = tf.keras.Input((x.shape[1],))
    dense = layers.Dense(len(bias))
    model = tf.keras.Model(inputs, dense(inputs))
    dense.set_weights([kernel, bias])
    model.compile(
        optimizer="sgd",
        loss=tf.keras.losses.SparseCategoricalCrossentropy(from_logits=True),
        metrics=["accuracy"],
    )
    loss, accuracy = model.evaluate(x, y, batch_size=16, verbose=0)
    return float(loss), float(accuracy)
