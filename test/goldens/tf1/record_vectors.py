"""Records the numbers of TensorFlow 1's GRUBlockCell step by step into ../cells/tf1_block_vectors.json, in the form of ../cells/vectors.json.

    pip install "tensorflow==1.15.5"
    python test/goldens/tf1/record_vectors.py
"""
import json
from pathlib import Path

import numpy as np
import tensorflow as tf

FILE = Path(__file__).parent.parent / "cells" / "tf1_block_vectors.json"
BATCH, STEPS, FEATURES, UNITS = 2, 4, 2, 3
LAYOUTS = {"GRUBlockCell": "tensorflow1-gru-block", "GRUBlockCellV2": "tensorflow1"}


def told(array, digits=3):
    return np.asarray(array, dtype="float64").round(digits).tolist()


def record(name, number):
    tf.compat.v1.reset_default_graph()
    rng = np.random.RandomState(number)
    draw = lambda *shape: np.round(rng.uniform(-1, 1, shape), 3).astype("float32")
    x, h = draw(BATCH, STEPS, FEATURES), draw(BATCH, UNITS)
    cell = getattr(tf.contrib.rnn, name)(UNITS)
    outputs, _ = tf.compat.v1.nn.dynamic_rnn(cell, tf.constant(x), initial_state=tf.constant(h))
    variables = tf.compat.v1.trainable_variables()
    weights = [(v, draw(*v.shape.as_list())) for v in variables]
    with tf.compat.v1.Session() as session:
        for variable, value in weights:
            session.run(variable.assign(value))
        y = session.run(outputs)
    return {
        "id": f"tf1/tf.contrib.rnn.{name}/{number}",
        "framework": "tf1",
        "version": tf.__version__,
        "layer": f"tf.contrib.rnn.{name}",
        "config": {"num_units": UNITS, "input": FEATURES, "batch": BATCH, "steps": STEPS},
        "cell": {"kind": "gru", "layout": LAYOUTS[name], "units": UNITS, "activation": "tanh", "recurrentActivation": "sigmoid", "bias": True, "resetAfter": False},
        "code": f"tf.contrib.rnn.{name}({UNITS})",
        "weights": [{"name": v.name.split("/", 1)[1], "shape": list(w.shape), "values": told(w)} for v, w in weights],
        "x": told(x),
        "x_shape": list(x.shape),
        "x_layout": "batch, time, feature",
        "initial_state": {"h": told(h)},
        "expected": {"h": told(np.swapaxes(y, 0, 1), 9)},
    }


records = [record(name, number) for number, name in enumerate(LAYOUTS)]
FILE.write_text("[\n" + ",\n".join(json.dumps(r) for r in records) + "\n]\n")
