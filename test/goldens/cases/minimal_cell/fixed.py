import keras
from keras import ops


class MinimalRNNCell(keras.layers.Layer):

    def __init__(self, units, out_units, **kwargs):
        super().__init__(**kwargs)
        self.units = units
        self.out_units = out_units
        self.state_size = units

    def build(self, input_shape):
        self.kernel = self.add_weight(shape=(input_shape[-1], self.units),
                                      initializer='uniform',
                                      name='kernel')
        self.recurrent_kernel = self.add_weight(
            shape=(self.units, self.units),
            initializer='uniform',
            name='recurrent_kernel')
        self.readout = self.add_weight(shape=(self.units, self.out_units), initializer='uniform', name='readout')

    def call(self, inputs, states):
        prev_output = states[0]
        h = ops.matmul(inputs, self.kernel)
        new = ops.tanh(h + ops.matmul(prev_output, self.recurrent_kernel))
        output = ops.matmul(new, self.readout)
        return output, [new]


x = keras.Input((None, 5))
layer = keras.layers.RNN(MinimalRNNCell(32, 7))
y = layer(x)
