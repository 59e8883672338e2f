"""Runs the programs of a golden file with the real Keras and records what they own, return and refuse.

    python3 -m venv venv && venv/bin/pip install keras tensorflow-cpu tf_keras
    venv/bin/python record.py keras3.json       # programs that import keras or tf_keras

Each record is {id, code, requirements?, raises, says, vars, weights, parameters}: `raises` is the line of `code` that the framework refuses, or
null; `vars` are the shapes of the variables that the program assigned, null for a size that stays open; `weights` are the shapes of the
model's weights. Records of Keras 2.2.4 and of tf.keras 1.15 were made the same way with tensorflow==1.15.5 and keras==2.2.4 on Python 3.7.
"""

import json
import os
import sys
import traceback

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"


def shape_of(value):
    try:
        # Sizes of TensorFlow 1 are objects.
        sizes = [getattr(size, "value", size) for size in value.shape]
        return [None if size is None else int(size) for size in sizes]
    except (AttributeError, TypeError, ValueError):
        return None


def run(code):
    names = {}
    try:
        exec(compile(code, "program", "exec"), names)
    except Exception as error:
        lines = [f.lineno for f in traceback.extract_tb(sys.exc_info()[2]) if f.filename == "program"]
        return {"raises": lines[0], "says": f"{type(error).__name__}: {error}"[:160]}
    shapes = {n: shape_of(v) for n, v in names.items() if not n.startswith("_")}
    model = names.get("model")
    record = {"raises": None, "vars": {n: s for n, s in shapes.items() if s is not None}}
    if model is not None and getattr(model, "built", False):
        record["weights"] = [shape_of(w) for w in model.weights]
        record["parameters"] = model.count_params()
    return record


def main():
    path = sys.argv[1]
    with open(path) as file:
        records = json.load(file)
    kept = [{k: r[k] for k in ("id", "code", "requirements") if k in r} for r in records]
    done = [{**r, **run(r["code"])} for r in kept]
    with open(path, "w") as file:
        file.write("[\n" + ",\n".join(json.dumps(r) for r in done) + "\n]\n")


if __name__ == "__main__":
    main()
