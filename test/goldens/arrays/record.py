"""Records what NumPy and PyTorch make of the expressions in numpy.py, torch.py, torch_layers.py and symbolic.py, as the truth for the tests of src/frameworks/array.

    pip install numpy torch scikit-learn    # paddlepaddle, mindspore, tensorflow, keras or mlx for the files of that name
    python test/goldens/arrays/record.py            # all
    python test/goldens/arrays/record.py numpy      # one of them; torch_layers: the layers of torch.nn

The lines before the first `# ---` are the preamble; every other line is one expression, run by itself. Behind a line `# --- not told: REASON`, up to the next
`# ---`, stand those of which the test asks that less is told than the framework knows. Writes <framework>.json beside this file:
{"versions": ..., "results": {expression: result}}. A result is {"shape": [...]} for an array, {"number": n} for an integer, {"items": [results]}
for a tuple or list, {"refused": message} for an exception, {} for anything else.

symbolic.py is run with several sizes n and k; its results are lists, one for each pair of SIZES.
"""
import importlib
import importlib.metadata
import json
import re
import sys
from pathlib import Path

HERE = Path(__file__).parent


def describe(value):
    if isinstance(value, bool):
        return {}
    if isinstance(value, int):
        return {"number": value}
    if isinstance(value, (tuple, list)):
        return {"items": [describe(item) for item in value]}
    if hasattr(value, "shape") and hasattr(value, "ndim") or type(value).__name__ == "Tensor":
        return {"shape": [int(n) for n in value.shape]}
    return {}


MODULES = ("numpy", "torch", "paddle", "mindspore", "mxnet", "flax", "jax", "equinox", "haiku", "tensorflow", "keras", "sonnet", "mlx.core")
SIZES = [(4, 3), (7, 5), (6, 6), (9, 2), (10, 4)]


def version_of(module):
    return getattr(importlib.import_module(module), "__version__", None) or importlib.metadata.version(module)


def first_line(reason):
    """The exception and the first line that says something."""
    words = next((line for line in str(reason).splitlines() if line.strip()), "")
    return f"{type(reason).__name__}: {words}"


def run(preamble, expression, sizes):
    scope = dict(sizes)
    exec(preamble, scope)
    try:
        return describe(computed(eval(expression, scope)))
    except Exception as reason:
        return {"refused": first_line(reason)}
    finally:
        settle(scope)


def computed(value):
    """MLX computes later: what fails then is refused by the expression."""
    if type(value).__module__ == "mlx.core" and hasattr(value, "tolist"):
        sys.modules["mlx.core"].eval(value)
    return value


def settle(scope):
    """MXNet computes later: what fails then is not refused by the expression."""
    try:
        scope["mx"].nd.waitall()
    except Exception:
        pass


def record(name):
    preamble, _, rest = (HERE / f"{name}.py").read_text().partition("# ---")
    expressions = [line for line in rest.splitlines()[1:] if line and not line.startswith("#")]
    if name == "symbolic":
        results = {e: [run(preamble, e, {"n": n, "k": k}) for n, k in SIZES] for e in expressions}
    else:
        results = {e: run(preamble, e, {}) for e in expressions}
    imported = [m for m in MODULES if f"import {m}" in preamble]
    own = re.search(rf"^from ({name}) import", preamble, re.M)
    versions = {m: version_of(m) for m in imported + (list(own.groups()) if own else [])}
    lines = ",\n".join(f"    {json.dumps(e)}: {json.dumps(r)}" for e, r in results.items())
    (HERE / f"{name}.json").write_text(f'{{\n  "versions": {json.dumps(versions)},\n  "sizes": {json.dumps(SIZES)},\n  "results": {{\n{lines}\n  }}\n}}\n')
    print(f"{name} {versions}: {len(results)} expressions")


if str(HERE) in sys.path:
    sys.path.remove(str(HERE))
for name in sys.argv[1:] or ["numpy", "torch", "torch_layers", "symbolic"]:
    record(name)
