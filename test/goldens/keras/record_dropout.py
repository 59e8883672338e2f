"""Records cells with recurrent dropout, step by step under given masks, into ../cells/keras_dropout_steps.json (form: ../cells/README.md).

    pip install keras tensorflow numpy
    python test/goldens/keras/record_dropout.py
"""
import json
import os
from pathlib import Path

os.environ.setdefault("KERAS_BACKEND", "tensorflow")
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
import keras
import numpy as np

FILE = Path(__file__).parent.parent / "cells" / "keras_dropout_steps.json"
UNITS, FEATURES, STEPS, RATE = 3, 2, 4, 0.4
PLAIN = {"layout": "keras", "activation": "tanh", "recurrentActivation": "sigmoid", "bias": True, "resetAfter": False, "recurrentDropout": True}
CELLS = {
    "LSTMCell": ({}, {"kind": "lstm"}, "ifgo"),
    "GRUCell": ({"reset_after": True}, {"kind": "gru", "resetAfter": True}, "zrn"),
    "GRUCell, reset_after=False": ({"reset_after": False}, {"kind": "gru"}, "zrn"),
    "SimpleRNNCell": ({}, {"kind": "simple-rnn"}, ""),
}
random = np.random.default_rng(7)


def numbers(shape, limit):
    return np.round(random.uniform(-limit, limit, shape), 3).astype("float32")


def listed(array):
    return np.round(np.asarray(array, "float64"), 7).tolist()


def record(name, arguments, own, gates):
    cell = getattr(keras.layers, name.split(",")[0])(UNITS, recurrent_dropout=RATE, **arguments)
    cell.build((1, FEATURES))
    cell.set_weights([numbers(w.shape, 1) for w in cell.weights])
    masks = [np.where(random.random((1, UNITS)) < RATE, 0, 1 / (1 - RATE)).astype("float32") for _ in gates or "m"]
    cell._recurrent_dropout_mask = masks if gates else masks[0]
    names = [f"m_{gate}" for gate in gates] or ["m"]
    x = numbers((STEPS, 1, FEATURES), 2)
    states = [numbers((1, UNITS), 1) for _ in range(2 if name == "LSTMCell" else 1)]
    initial, steps = states, []
    for step in x:
        _, states = cell.call(keras.ops.convert_to_tensor(step), [keras.ops.convert_to_tensor(s) for s in states], training=True)
        steps.append({key: listed(state)[0] for key, state in zip("hc", states)})
    return {
        "id": name,
        "version": keras.__version__,
        "cell": {**PLAIN, **own},
        "units": UNITS,
        "weights": {w.name: listed(w) for w in cell.weights},
        "masks": {key: listed(mask)[0] for key, mask in zip(names, masks)},
        "x": listed(x.reshape(STEPS, FEATURES)),
        "state": {key: listed(state)[0] for key, state in zip("hc", initial)},
        "steps": steps,
    }


records = [record(name, *rest) for name, rest in CELLS.items()]
FILE.write_text("[\n" + ",\n".join(json.dumps(each) for each in records) + "\n]\n")
