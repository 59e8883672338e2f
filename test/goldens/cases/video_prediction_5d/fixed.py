import numpy as np
import keras
from keras import layers


def create_model(input_shape, num_filters=15):
    model = keras.Sequential()
    model.add(keras.Input(input_shape))
    model.add(layers.ConvLSTM2D(filters=num_filters, kernel_size=(3, 3), padding="same", return_sequences=True))
    model.add(layers.BatchNormalization())
    model.add(layers.ConvLSTM2D(filters=num_filters, kernel_size=(3, 3), padding="same", return_sequences=True))
    model.add(layers.BatchNormalization())
    model.add(layers.Conv3D(filters=1, kernel_size=(3, 3, 3), activation="sigmoid", padding="same"))
    return model


movies = np.random.rand(6, 5, 40, 40, 1)
model = create_model((None, 40, 40, 1))
model.compile(loss="binary_crossentropy", optimizer="adadelta")
model.fit(movies[:, :-1], movies[:, 1:], epochs=1, verbose=0)
