"""What goes through an LSTM: the question that this extension began with.

Try this:
1. Rest the pointer on LSTM in `model.add` below: the four gates of each weight,
    and the shapes of one step.
2. Rest it on each `.shape` at the end. The last line is how the question was
    first typed: what is wrong with it?
3. Put the cursor on LSTM and run "LSTM Shapes: Open Gate Calculator" from the
    command palette.
4. In the calculator, "Mistakes" shows what becomes of the puzzle below, and
    "Shapes" steps through the equations in symbols.

The puzzle: f_t = sigmoid(W_f * x + U_f * h + b_f) does not add up with the
whole 8 x 8 input. An LSTM reads one row of it at a time.
"""

from keras.layers import LSTM, Activation
from keras.models import Sequential
from keras.optimizers import Adam

adam = Adam(learning_rate=0.001)

model = Sequential()
model.add(LSTM(10, return_sequences=False, input_shape=(8, 8)))
model.add(Activation('softmax'))
model.compile(loss='categorical_crossentropy', optimizer=adam, metrics=['accuracy'])

print(model.layers[0].get_weights()[0].shape)
print(model.layers[0].get_weights()[1].shape)
print(model.layers[0].get_weights()[2].shape)

as_first_typed = False
if as_first_typed:
    print(model.layers.layer[0].get_weights[0].shape)
