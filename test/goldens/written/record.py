"""Runs the programs of a file again with the frameworks that are installed: `python record.py torch.json`. TensorFlow.js and TensorFlow 1 (Python 3.7,
as in tf1/record.py) stay as they were recorded. Each program runs in a process of its own; `weights` are those of its variable `model`.
"""
import json
import subprocess
import sys
import traceback
from pathlib import Path

NAME = "<program>"


def shape_of(value):
    shape = getattr(value, "shape", None)
    # Tables are told by the arrays that are made of them.
    if isinstance(value, type) or shape is None or callable(shape) or type(value).__module__.startswith("pandas"):
        return None
    try:
        return [dim if dim is None else int(dim) for dim in shape]
    except (TypeError, ValueError):
        return None


def weights_of(model, scope):
    """A model's weights, or the parameters that a program keeps apart from it; None where there is neither."""
    if hasattr(model, "named_parameters"):
        return [list(each.shape) for _, each in model.named_parameters()]
    if hasattr(model, "weights"):
        return [list(each.shape) for each in model.weights]
    tree = model
    if "flax" in sys.modules:
        from flax import nnx

        tree = nnx.state(model, nnx.Param) if isinstance(model, nnx.Module) else tree
    if tree is None or callable(tree) and "equinox" not in sys.modules:
        tree = scope.get("params", scope.get("variables"))
    if tree is None or "jax" not in sys.modules:
        return None
    import jax

    return [list(each.shape) for each in jax.tree_util.tree_leaves(tree) if hasattr(each, "shape")]


def run(code):
    scope = {"__name__": "__main__"}
    try:
        exec(compile(code, NAME, "exec"), scope)
    except Exception as reason:
        lines = [frame.lineno for frame in traceback.extract_tb(reason.__traceback__) if frame.filename == NAME]
        says = f"{type(reason).__name__}: {str(reason).strip()}".splitlines()[0]
        return {"raises": lines[-1] if lines else None, "says": says[:300]}
    told = {name: shape_of(value) for name, value in list(scope.items()) if not name.startswith("__")}
    weights = weights_of(scope.get("model"), scope)
    return {
        "raises": None,
        "vars": {name: shape for name, shape in told.items() if shape is not None},
        **({"weights": weights} if weights is not None else {}),
    }


def record(path):
    records = json.loads(path.read_text())
    for each in records:
        done = subprocess.run([sys.executable, __file__, "-"], input=each["code"], capture_output=True, text=True)
        told = json.loads(done.stdout.splitlines()[-1])
        if "weights" not in each:
            told.pop("weights", None)
        for key in ("raises", "says", "vars", "weights"):
            each.pop(key, None)
        each.update(told)
    path.write_text("[\n" + ",\n".join(json.dumps(each, ensure_ascii=False) for each in records) + "\n]\n")


if sys.argv[1:] == ["-"]:
    print(json.dumps(run(sys.stdin.read())))
else:
    for name in sys.argv[1:]:
        record(Path(__file__).parent / name)
