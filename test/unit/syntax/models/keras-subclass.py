import tensorflow as tf


@tf.keras.utils.register_keras_serializable()
class Attention(tf.keras.layers.Layer):
    def __init__(self, units, **kwargs):
        super(Attention, self).__init__(**kwargs)
        self.units = units
        self.score = tf.keras.layers.Dense(1, use_bias=False)

    @property
    def width(self) -> int:
        return self.units or 0

    def call(self, inputs, mask=None, training=False):
        weights = tf.nn.softmax(self.score(inputs), axis=1)
        if mask is not None:
            weights *= tf.cast(mask[..., tf.newaxis], weights.dtype)
        elif training:
            weights = tf.nn.dropout(weights, 0.1)
        else:
            pass
        return tf.reduce_sum(weights * inputs, axis=1), weights

    def get_config(self):
        return {**super().get_config(), "units": self.units}
