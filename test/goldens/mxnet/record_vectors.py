"""Records the numbers of Gluon's cells and layers step by step into ../cells/mxnet_steps.json (form: ../cells/README.md).

    pip install mxnet 'numpy<1.24'    # MXNet 1.9.1 runs on Python 3.9
    python test/goldens/mxnet/record_vectors.py
"""
import json
from pathlib import Path

import mxnet as mx
from mxnet import nd
from mxnet.gluon import rnn

FILE = Path(__file__).parent.parent / "cells" / "mxnet_steps.json"
FEATURES, STEPS = 2, 3
PLAIN = {"layout": "mxnet", "activation": "tanh", "recurrentActivation": "sigmoid", "bias": True, "resetAfter": True}

CELLS = {
    "LSTMCell(3, input_size=2)": {"kind": "lstm"},
    "LSTMCell(3, input_size=2, activation='relu')": {"kind": "lstm", "activation": "relu"},
    "GRUCell(3, input_size=2)": {"kind": "gru"},
    "RNNCell(3, input_size=2)": {"kind": "simple-rnn"},
    "RNNCell(3, input_size=2, activation='relu')": {"kind": "simple-rnn", "activation": "relu"},
    "LSTM(3, input_size=2)": {"kind": "lstm"},
    "LSTM(3, input_size=2, projection_size=2)": {"kind": "lstm", "projection": 2},
    "GRU(3, input_size=2)": {"kind": "gru"},
    "RNN(3, input_size=2)": {"kind": "simple-rnn", "activation": "relu"},
}


def rounded(array):
    return [[round(float(n), 7) for n in row] if hasattr(row, "__len__") else round(float(row), 7) for row in array.asnumpy()]


def record(code, own):
    block = eval(f"rnn.{code}")
    block.initialize(mx.init.Uniform(1.0))
    for parameter in block.collect_params().values():
        parameter.set_data(nd.round(nd.random.uniform(-1, 1, parameter.shape) * 1000) / 1000)
    x = nd.round(nd.random.uniform(-2, 2, (STEPS, 1, FEATURES)) * 1000) / 1000
    states = [nd.round(nd.random.uniform(-1, 1, s.shape) * 1000) / 1000 for s in block.begin_state(batch_size=1)]
    initial = [s.reshape((-1,)) for s in states]
    outputs = []
    for step in x:
        if "Cell" in code:
            out, states = block(step, states)
        else:
            out, states = block(step.expand_dims(0), states)
        outputs.append([rounded(s.reshape((-1,))) for s in states])
    prefix = len(block.prefix) + (0 if "Cell" in code else len("l0_"))
    return {
        "id": code,
        "version": mx.__version__,
        "cell": {**PLAIN, **own},
        "units": 3,
        "weights": {name[prefix:]: rounded(p.data()) for name, p in block.collect_params().items()},
        "x": rounded(x.reshape((STEPS, FEATURES))),
        "state": dict(zip("hc", [rounded(s) for s in initial])),
        "steps": [dict(zip("hc", each)) for each in outputs],
    }


mx.random.seed(7)
records = [record(code, own) for code, own in CELLS.items()]
FILE.write_text("[\n" + ",\n".join(json.dumps(r) for r in records) + "\n]\n")
print(len(records), "cells")
