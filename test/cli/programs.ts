/** Small programs that several tests check. */

export const FIRST_QUESTION = `from keras.models import Sequential
from keras.layers import LSTM, Activation
from keras.optimizers import Adam
model = Sequential()
model.add(LSTM(10, return_sequences=False, input_shape=(8, 8)))
model.add(Activation('softmax'))
model.compile(loss='categorical_crossentropy', optimizer=Adam(), metrics=['accuracy'])
kernel = model.get_weights()[0]
`;

/** Refused on line 6: the second LSTM needs every step of the first. */
export const STACKED = `from keras import Input, Sequential
from keras.layers import LSTM
model = Sequential()
model.add(Input((8, 3)))
model.add(LSTM(16))
model.add(LSTM(4))
`;

/** Has nothing wrong. */
export const FINE = STACKED.replace('LSTM(16)', 'LSTM(16, return_sequences=True)');

/** A class whose size is said by whoever uses it. */
export const ENCODER = `import keras
from keras import layers


class Encoder(keras.Model):
    def __init__(self, units):
        super().__init__()
        self.rnn = layers.LSTM(units)
        self.head = layers.LSTM(units)

    def call(self, x):
        return self.head(self.rnn(x))
`;
