"""Dates as people write them, turned into ISO dates: an encoder and a decoder.

Try this: rest the pointer on `encoder`, on `state_h` and `state_c`, and on the
call of `decoder`. Which shapes does the decoder start from? Change LATENT in the
decoder's line to 2 * LATENT and see whether the states still fit.
"""

import keras
from keras import layers

INPUT_LENGTH, INPUT_SYMBOLS = 30, 37
OUTPUT_LENGTH, OUTPUT_SYMBOLS = 10, 12
EMBEDDED = 32
LATENT = 96

typed = keras.Input(shape=(INPUT_LENGTH,), dtype='int32', name='typed')
embedded = layers.Embedding(INPUT_SYMBOLS, EMBEDDED)(typed)
encoder = layers.LSTM(LATENT, return_state=True, name='encoder')
_, state_h, state_c = encoder(embedded)

previous = keras.Input(shape=(OUTPUT_LENGTH, OUTPUT_SYMBOLS), name='previous')
decoder = layers.LSTM(LATENT, return_sequences=True, return_state=True, name='decoder')
decoded, _, _ = decoder(previous, initial_state=[state_h, state_c])
symbols = layers.TimeDistributed(layers.Dense(OUTPUT_SYMBOLS, activation='softmax'))(decoded)

model = keras.Model([typed, previous], symbols, name='dates')
model.compile(optimizer='rmsprop', loss='categorical_crossentropy')
model.summary()
