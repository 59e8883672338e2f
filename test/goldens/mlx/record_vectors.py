"""Records the numbers of MLX' recurrent layers step by step into ../cells/mlx_vectors.json, in the form of ../cells/vectors.json.

    pip install "mlx[cpu]" numpy
    python test/goldens/mlx/record_vectors.py
"""
import json
from pathlib import Path

import mlx.core as mx
import mlx.nn as nn
import numpy as np

FILE = Path(__file__).parent.parent / "cells" / "mlx_vectors.json"
KINDS = {"LSTM": "lstm", "GRU": "gru", "RNN": "simple-rnn"}
BATCH, STEPS, FEATURES, HIDDEN = 2, 3, 3, 2


def record(name, bias, number):
    rng = np.random.default_rng(number)
    draw = lambda *shape: np.round(rng.uniform(-1, 1, shape), 3).astype("float32")
    layer = getattr(nn, name)(FEATURES, HIDDEN, bias=bias)
    weights = {k: draw(*v.shape) for k, v in layer.parameters().items()}
    layer.update({k: mx.array(v) for k, v in weights.items()})
    x = draw(BATCH, STEPS, FEATURES)
    states = ["h", "c"] if name == "LSTM" else ["h"]
    initial = {s: draw(BATCH, HIDDEN) for s in states}
    out = layer(mx.array(x), *[mx.array(v) for v in initial.values()])
    out = out if isinstance(out, tuple) else (out,)
    told = lambda array, digits=3: np.asarray(array, dtype="float64").round(digits).tolist()
    return {
        "id": f"mlx/{name}/{number}",
        "framework": "mlx",
        "version": mx.__version__,
        "layer": name,
        "config": {"hidden_size": HIDDEN, "input": FEATURES, "batch": BATCH, "steps": STEPS, "bias": bias},
        "cell": {"kind": KINDS[name], "layout": "mlx", "units": HIDDEN, "activation": "tanh", "recurrentActivation": "sigmoid", "bias": bias, "resetAfter": name == "GRU"},
        "code": f"nn.{name}({FEATURES}, {HIDDEN}, bias={bias})",
        "weights": [{"name": k, "shape": list(v.shape), "values": told(v)} for k, v in weights.items()],
        "x": told(x),
        "x_shape": list(x.shape),
        "x_layout": "batch, time, feature",
        "initial_state": {k: told(v) for k, v in initial.items()},
        "expected": {k: told(np.swapaxes(np.array(v), 0, 1), 9) for k, v in zip(states, out)},
    }


runs = [(name, bias) for name in ("LSTM", "GRU", "RNN") for bias in (True, False)]
records = [record(name, bias, number) for number, (name, bias) in enumerate(runs)]
FILE.write_text("[\n" + ",\n".join(json.dumps(r) for r in records) + "\n]\n")
