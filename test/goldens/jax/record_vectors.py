"""Records the numbers of a Haiku LSTM step by step into ../cells/jax_vectors.json, in the form of ../cells/vectors.json.

    pip install dm-haiku
    python test/goldens/jax/record_vectors.py

The records of hk.GRU, hk.VanillaRNN and Equinox' cells in that file come from the same form of run; they stay as they are.
"""
import json
from pathlib import Path

import haiku as hk
import jax
import jax.numpy as jnp
import numpy as np

FILE = Path(__file__).parent.parent / "cells" / "jax_vectors.json"
BATCH, STEPS, FEATURES, HIDDEN = 2, 3, 3, 2


def rounded(rng, *shape):
    return np.round(rng.uniform(-1, 1, shape), 3).astype("float32")


def lstm():
    rng = np.random.default_rng(7)
    net = hk.without_apply_rng(hk.transform(lambda x, h, c: hk.LSTM(HIDDEN)(x, hk.LSTMState(h, c))))
    x = rounded(rng, BATCH, STEPS, FEATURES)
    h, c = rounded(rng, BATCH, HIDDEN), rounded(rng, BATCH, HIDDEN)
    initial = {"h": h.tolist(), "c": c.tolist()}
    weights = {"w": rounded(rng, FEATURES + HIDDEN, 4 * HIDDEN), "b": rounded(rng, 4 * HIDDEN)}
    params = {"lstm/linear": {k: jnp.asarray(v) for k, v in weights.items()}}
    expected = {"h": [], "c": []}
    for step in range(STEPS):
        h, (_, c) = net.apply(params, x[:, step], jnp.asarray(h), jnp.asarray(c))
        expected["h"].append(np.asarray(h, dtype="float64").round(9).tolist())
        expected["c"].append(np.asarray(c, dtype="float64").round(9).tolist())
    return {
        "id": "haiku/LSTM/0",
        "framework": "haiku",
        "version": hk.__version__,
        "layer": "LSTM",
        "config": {"hidden_size": HIDDEN, "input": FEATURES, "batch": BATCH, "steps": STEPS},
        "cell": {"kind": "lstm", "layout": "haiku", "units": HIDDEN, "activation": "tanh", "recurrentActivation": "sigmoid", "bias": True, "resetAfter": False},
        "code": f"hk.LSTM({HIDDEN})",
        "weights": [{"name": f"lstm/linear/{k}", "shape": list(v.shape), "values": np.asarray(v, dtype="float64").round(3).tolist()} for k, v in weights.items()],
        "x": np.asarray(x, dtype="float64").round(3).tolist(),
        "x_shape": list(x.shape),
        "x_layout": "batch, time, feature",
        "initial_state": {k: np.asarray(v, dtype="float64").round(3).tolist() for k, v in initial.items()},
        "expected": expected,
    }


others = [r for r in json.loads(FILE.read_text()) if r["id"] != "haiku/LSTM/0"] if FILE.exists() else []
FILE.write_text("[\n" + ",\n".join(json.dumps(r) for r in [lstm(), *others]) + "\n]\n")
