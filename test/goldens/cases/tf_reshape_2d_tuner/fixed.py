import numpy as np
import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import layers

x_total = np.random.rand(500, 6).astype(np.float32)
y_total = np.random.rand(500).astype(np.float32)
cut = int(0.7 * len(x_total))
x_train, x_test = x_total[:cut], x_total[cut:]
y_train, y_test = y_total[:cut], y_total[cut:]

num_rows, num_cols = x_train.shape
x_train = tf.reshape(x_train, [num_rows, 1, num_cols])
y_train = tf.reshape(y_train, [num_rows, 1])


def build_model(units):
    model = keras.Sequential()
    model.add(layers.LSTM(units, return_sequences=True, input_shape=[1, num_cols]))
    model.add(layers.LSTM(units))
    model.add(layers.Dense(1, activation="linear"))
    model.compile(optimizer=keras.optimizers.Adam(1e-3), loss="mse")
    return model


for units in (8, 16):
    net = build_model(units)
    net.fit(x_train, y_train, epochs=1, verbose=0)
