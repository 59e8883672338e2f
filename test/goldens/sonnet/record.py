"""Records what Sonnet does with the programs in programs.py, as the truth for test/unit/frameworks/module-frameworks.test.ts, and the numbers of
its cores step by step into ../cells/sonnet_steps.json (form: ../cells/README.md).

    pip install tensorflow-cpu dm-sonnet
    python test/goldens/sonnet/record.py

Writes programs.json: for each program the line that is refused (`raises`, with its words in `says`), else the shapes of its tensors (`vars`) and of
the trainable variables of its modules (`weights`, `names`).
"""
import json
import traceback
from pathlib import Path

import numpy as np
import sonnet as snt
import tensorflow as tf

HERE = Path(__file__).parent


def record(name, code):
    scope = {}
    try:
        exec(compile(code, name, "exec"), scope)
    except Exception as reason:
        lines = [frame.lineno for frame in traceback.extract_tb(reason.__traceback__) if frame.filename == name]
        return {"id": name, "code": code, "raises": lines[-1], "says": f"{type(reason).__name__}: {reason}".splitlines()[0]}
    tensors = {k: list(v.shape) for k, v in scope.items() if isinstance(v, tf.Tensor) and not k.startswith("_")}
    found = {v.ref(): v for m in scope.values() if isinstance(m, snt.Module) for v in tf.Module.trainable_variables.fget(m)}
    own = {"weights": [list(v.shape) for v in found.values()], "names": [v.name for v in found.values()]} if found else {}
    return {"id": name, "code": code, "raises": None, "vars": tensors, **own}


PLAIN = {"layout": "sonnet", "activation": "tanh", "recurrentActivation": "sigmoid", "bias": True, "resetAfter": False}
CORES = {
    "LSTM(3)": {"kind": "lstm"},
    "LSTM(3, projection_size=2)": {"kind": "lstm", "projection": 2},
    "GRU(3)": {"kind": "gru"},
    "VanillaRNN(3)": {"kind": "simple-rnn"},
    "VanillaRNN(3, tf.nn.relu)": {"kind": "simple-rnn", "activation": "relu"},
}
random = np.random.default_rng(7)


def numbers(shape):
    return np.round(random.uniform(-1, 1, shape), 3).astype(np.float32)


def rounded(array):
    return np.round(np.asarray(array, dtype=np.float64), 7).tolist()


def steps(code, own):
    core = eval(f"snt.{code}")
    x = 2 * numbers((3, 2))
    core(tf.constant(x[:1]), core.initial_state(1))
    for variable in core.variables:
        variable.assign(numbers(variable.shape))
    state = tf.nest.map_structure(lambda s: tf.constant(numbers(s.shape)), core.initial_state(1))
    first, told = state, []
    flat = lambda s: dict(zip("hc", [rounded(each)[0] for each in tf.nest.flatten(s)]))
    for row in x:
        _, state = core(tf.constant(row[None]), state)
        told.append(flat(state))
    prefix = f"{core.name}/"
    return {
        "id": code,
        "version": snt.__version__,
        "cell": {**PLAIN, **own},
        "units": 3,
        "weights": {v.name.removesuffix(":0").removeprefix(prefix): rounded(v.numpy()) for v in core.variables},
        "x": rounded(x),
        "state": flat(first),
        "steps": told,
    }


def write(path, records):
    path.write_text("[\n" + ",\n".join(json.dumps(r) for r in records) + "\n]\n")


_, *parts = (HERE / "programs.py").read_text().split("# --- ")
records = [record(name, code) for name, _, code in (part.partition("\n") for part in parts)]
write(HERE / "programs.json", records)
cells = [steps(code, own) for code, own in CORES.items()]
write(HERE.parent / "cells" / "sonnet_steps.json", cells)
print(len(records), "programs,", sum(r["raises"] is not None for r in records), "refused;", len(cells), "cells")
