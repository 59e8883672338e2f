"""Stacked LSTM classifier of sensor windows."""
from tensorflow import keras
from tensorflow.keras import layers as L

WINDOW, FEATURES = 128, 9
UNITS = [64, 32]


def build(units=UNITS, dropout: float = 0.2, *, classes=6):
    model = keras.Sequential(name=f"har_{'_'.join(map(str, units))}")
    model.add(keras.Input(shape=(WINDOW, FEATURES)))
    for i, n in enumerate(units):
        last = i == len(units) - 1
        model.add(L.LSTM(n, return_sequences=not last))  # the last one gives its last step
        if dropout > 0:
            model.add(L.Dropout(dropout))
    model.add(L.Dense(classes, activation="softmax"))
    return model


if __name__ == "__main__":
    model = build([128, *UNITS])
    model.compile(loss="categorical_crossentropy", optimizer="adam", metrics=["accuracy"])
    model.summary()
