import numpy as np
import tensorflow as tf
from tensorflow.keras import layers, Model


class BahdanauAttention(layers.Layer):
    def __init__(self, units):
        super().__init__()
        self.W1 = layers.Dense(units)
        self.W2 = layers.Dense(units)
        self.V = layers.Dense(1)

    def call(self, query, values):
        hidden_with_time = tf.expand_dims(query, 1)
        score = self.V(tf.nn.tanh(self.W1(values) + self.W2(hidden_with_time)))
        weights = tf.nn.softmax(score, axis=1)
        context = tf.reduce_sum(weights * values, axis=1)
        return context, weights


WINDOW, n_features, n_future = 24, 6, 5
h1, h2, batch = 32, 16, 2


class Forecaster(Model):
    def __init__(self):
        super().__init__()
        self.enc1 = layers.Bidirectional(layers.LSTM(h1, return_sequences=True, return_state=True))
        self.enc2 = layers.Bidirectional(layers.LSTM(h2, return_state=True))
        self.attention = BahdanauAttention(h1 * 2)
        self.dec1 = layers.LSTM(h1 * 2, return_sequences=True, return_state=True)
        self.dec2 = layers.LSTM(h2 * 2, return_state=True)
        self.dense = layers.Dense(1)

    def call(self, x):
        seq, fh, fc, bh, bc = self.enc1(x)
        s1 = [tf.concat([fh, bh], -1), tf.concat([fc, bc], -1)]
        _, fh, fc, bh, bc = self.enc2(seq)
        s2 = [tf.concat([fh, bh], -1), tf.concat([fc, bc], -1)]
        inp = tf.zeros((tf.shape(x)[0], 1, 1))
        outs = []
        for _ in range(n_future):
            context, _ = self.attention(s1[0], seq)
            step = tf.concat([tf.expand_dims(context, 1), inp], axis=-1)
            y, *s1 = self.dec1(step, initial_state=s1)
            y, *s2 = self.dec2(y, initial_state=s2)
            out = self.dense(y)
            outs.append(out)
            inp = tf.expand_dims(out, 1)
        return tf.concat(outs, axis=1)


model = Forecaster()
pred = model(np.random.rand(batch, WINDOW, n_features).astype("float32"))
