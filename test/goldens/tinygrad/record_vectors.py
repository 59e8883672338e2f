"""Records the numbers of tinygrad's LSTMCell step by step into ../cells/tinygrad_vectors.json, in the form of ../cells/vectors.json.

    pip install tinygrad numpy
    DEV=PYTHON python test/goldens/tinygrad/record_vectors.py
"""
import importlib.metadata
import json
from pathlib import Path

import numpy as np
from tinygrad import Tensor, nn

FILE = Path(__file__).parent.parent / "cells" / "tinygrad_vectors.json"
BATCH, STEPS, FEATURES, HIDDEN = 2, 3, 3, 2


def record(bias, number):
    rng = np.random.default_rng(number)
    draw = lambda *shape: np.round(rng.uniform(-1, 1, shape), 3).astype("float32")
    cell = nn.LSTMCell(FEATURES, HIDDEN, bias=bias)
    weights = {k: draw(*v.shape) for k, v in nn.state.get_state_dict(cell).items()}
    nn.state.load_state_dict(cell, {k: Tensor(v) for k, v in weights.items()}, verbose=False)
    x = draw(BATCH, STEPS, FEATURES)
    initial = {s: draw(BATCH, HIDDEN) for s in ("h", "c")}
    state, steps = tuple(Tensor(v) for v in initial.values()), []
    for t in range(STEPS):
        state = cell(Tensor(x[:, t]), state)
        steps.append([part.numpy() for part in state])
    told = lambda array, digits=3: np.asarray(array, dtype="float64").round(digits).tolist()
    return {
        "id": f"tinygrad/LSTMCell/{number}",
        "framework": "tinygrad",
        "version": importlib.metadata.version("tinygrad"),
        "layer": "LSTMCell",
        "config": {"hidden_size": HIDDEN, "input": FEATURES, "batch": BATCH, "steps": STEPS, "bias": bias},
        "cell": {"kind": "lstm", "layout": "tinygrad", "units": HIDDEN, "activation": "tanh", "recurrentActivation": "sigmoid", "bias": bias, "resetAfter": False},
        "code": f"nn.LSTMCell({FEATURES}, {HIDDEN}, bias={bias})",
        "weights": [{"name": k, "shape": list(v.shape), "values": told(v)} for k, v in weights.items()],
        "x": told(x),
        "x_shape": list(x.shape),
        "x_layout": "batch, time, feature",
        "initial_state": {k: told(v) for k, v in initial.items()},
        "expected": {k: [told(step[i], 9) for step in steps] for i, k in enumerate(("h", "c"))},
    }


records = [record(bias, number) for number, bias in enumerate((True, False))]
FILE.write_text("[\n" + ",\n".join(json.dumps(r) for r in records) + "\n]\n")
