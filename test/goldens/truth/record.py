"""Runs the programs of one file again in the framework that is installed, and says which records differ; with --write they are replaced.

    python test/goldens/truth/record.py torch [--write]

Compared are the shapes of the variables that a record names; of PyTorch and Keras also the weights that the program's modules, layers and models
own, each once, and their number of parameters. What other frameworks own stands in their own folders, whose record.py tells it.
"""
import json
import sys
import traceback
from pathlib import Path


def shape_of(value):
    """As a record has it: a list of sizes, None for one that stays open; {'tuple': [...]} of several; None of what has no shape."""
    if hasattr(value, "batch_sizes"):
        return {"packed": {"data": shape_of(value.data), "batch_sizes": shape_of(value.batch_sizes)}}
    if isinstance(value, (tuple, list)):
        parts = [shape_of(item) for item in value]
        return {"tuple": parts} if parts and None not in parts else None
    # What Keras 2 follows itself says more than the tensor of TensorFlow behind it.
    shape = getattr(value, "_keras_shape", None) or getattr(value, "shape", None)
    if shape is None or callable(shape):
        return None
    return [size if size is None else int(size) for size in (shape.as_list() if hasattr(shape, "as_list") else shape)]


def unwrapped(told):
    """`(h, c)` and `LSTMStateTuple(c, h)` alike."""
    return told["tuple"][0] if isinstance(told, dict) and len(told.get("tuple", [])) == 1 else told


def owners_of(scope):
    """Modules, layers and models at module level, in the order they were made."""
    return [value for value in scope.values() if not isinstance(value, type) and (hasattr(value, "named_parameters") or hasattr(value, "count_params"))]


def weights_of(scope):
    """Name and shape of each weight, once, however many hold it."""
    found = {}
    for owner in owners_of(scope):
        named = owner.named_parameters() if hasattr(owner, "named_parameters") else [(w.name, w) for w in owner.weights]
        for name, weight in named:
            found.setdefault(id(weight), {"name": name, "shape": [int(size) for size in weight.shape]})
    return list(found.values())


def run(record):
    """The record as the framework makes it now, or what it says."""
    scope = {"__name__": "__main__"}
    exec(compile(record["code"], record["id"], "exec"), scope)
    told = dict(record)
    if "vars" in record:
        told["vars"] = {name: shape_of(scope.get(name)) or record["vars"][name] for name in record["vars"]}
    if "weights" in record and record["framework"].startswith(("torch", "keras", "tf_keras")):
        weights = weights_of(scope)
        told["parameter_count"] = sum(size_of(weight["shape"]) for weight in weights)
        same = sorted(weight["shape"] for weight in weights) == sorted(weight["shape"] for weight in record["weights"])
        # Names are numbered by all that a process has made before.
        told["weights"] = record["weights"] if same else weights
    return told


def size_of(shape):
    count = 1
    for size in shape:
        count *= size
    return count


def differing(record, told):
    return [key for key in ("weights", "parameter_count") if told.get(key) != record.get(key)] + [
        name for name, shape in record.get("vars", {}).items() if unwrapped(told["vars"][name]) != unwrapped(shape)
    ]


def main(name, *options):
    path = Path(__file__).with_name(name + ".json")
    records = json.loads(path.read_text())
    again, wrong = [], 0
    for record in records:
        try:
            told = run(record)
        except Exception:
            print(record["id"], "does not run:", traceback.format_exc(limit=0).strip().splitlines()[-1])
            told, wrong = record, wrong + 1
        else:
            differs = differing(record, told)
            wrong += bool(differs)
            if differs:
                print(record["id"], {key: (record.get(key, record.get("vars", {}).get(key)), told.get(key, told.get("vars", {}).get(key))) for key in differs})
        again.append(told)
    print(len(records), "records,", wrong, "differ")
    if "--write" in options:
        path.write_text("[\n" + ",\n".join(json.dumps(r, ensure_ascii=False) for r in again) + "\n]\n", encoding="utf-8")


main(*sys.argv[1:])
