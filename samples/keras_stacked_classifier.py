"""Which of six activities a phone recorded: two stacked LSTM layers and a classifier.

Try this: there is one mistake in build_model. The Problems panel names it and
says which argument to add. Then run "LSTM Shapes: Show Shape Report" for the
whole model as a table.
"""

import numpy as np
from tensorflow import keras
from tensorflow.keras import layers

WINDOW = 128  # readings, 2.56 s at 50 Hz
CHANNELS = 9  # three axes of acceleration, gyroscope and gravity
ACTIVITIES = ['walking', 'upstairs', 'downstairs', 'sitting', 'standing', 'lying']


def build_model(hidden=64):
    model = keras.Sequential(name='activity')
    model.add(keras.Input(shape=(WINDOW, CHANNELS)))
    model.add(layers.LSTM(hidden, name='short_patterns'))
    model.add(layers.Dropout(0.2))
    model.add(layers.LSTM(hidden // 2, name='long_patterns'))
    model.add(layers.Dense(len(ACTIVITIES), activation='softmax'))
    return model


model = build_model()
model.compile(optimizer='adam', loss='sparse_categorical_crossentropy', metrics=['accuracy'])

readings = np.random.normal(size=(256, WINDOW, CHANNELS)).astype('float32')
labels = np.random.randint(0, len(ACTIVITIES), size=256)
model.fit(readings, labels, batch_size=32, epochs=1)
