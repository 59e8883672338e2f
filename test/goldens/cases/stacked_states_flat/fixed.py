import numpy as np
import keras

timesteps, input_dim, output_dim = 10, 8, 8


def make_cells(sizes):
    return [keras.layers.LSTMCell(n) for n in sizes]


inputs = keras.Input((timesteps, input_dim))
encoder = keras.layers.RNN(make_cells((16, 32)), return_state=True)
encoder_output, *states = encoder(inputs)

dec_in = keras.Input((None, input_dim))
decoder = keras.layers.RNN(make_cells((16, 32)), return_sequences=True)
decoder_output = decoder(dec_in, initial_state=states)
out = keras.layers.Dense(output_dim)(decoder_output)

model = keras.Model([inputs, dec_in], out)
model.compile(loss="mae", optimizer="rmsprop")
