import tensorflow as tf


def train(x, y):
    inputs = tf.keras.Input((8, 8))
    hidden = tf.keras.layers.Dense(64, activation="relu")(tf.keras.layers.Flatten()(inputs))
    model = tf.keras.Model(inputs, tf.keras.layers.Dense(10)(hidden))
    optimiser = tf.keras.optimizers.SGD(0.003, momentum=0.9)
    batches = tf.data.Dataset.from_tensor_slices((x, y)).shuffle(2000, seed=1).batch(32).repeat(12)

    @tf.function
    def step(images, labels):
        with tf.GradientTape() as tape:
            losses = tf.nn.sparse_softmax_cross_entropy_with_logits(
                labels, model(images, training=True)
            )
            loss = tf.reduce_mean(losses)
        optimiser.apply(tape.gradient(loss, model.trainable_variables), model.trainable_variables)

    for images, labels in batches:
        step(images, labels)
    return model
