"""Records what MLX does with the programs in programs.py, as the truth for test/unit/frameworks/module-frameworks.test.ts.

    pip install "mlx[cpu]"
    python test/goldens/mlx/record.py

Writes programs.json: for each program the line that MLX refuses (`raises`, with its words in `says`), else the shapes of its arrays (`vars`) and
the weights that its layers own.
"""
import json
import traceback
from pathlib import Path

import mlx.core as mx
import mlx.nn as nn
from mlx.utils import tree_flatten

HERE = Path(__file__).parent
MADE = []
make = nn.Module.__init__


def note(self, *args, **kwargs):
    MADE.append(self)
    make(self, *args, **kwargs)


nn.Module.__init__ = note


def record(name, code):
    scope = {}
    MADE.clear()
    try:
        exec(compile(code, name, "exec"), scope)
        mx.eval([v for v in scope.values() if isinstance(v, mx.array)])
    except Exception as reason:
        lines = [frame.lineno for frame in traceback.extract_tb(reason.__traceback__) if frame.filename == name]
        return {"id": f"mlx-{name}", "code": code, "raises": lines[-1], "says": f"{type(reason).__name__}: {reason}".splitlines()[0]}
    arrays = {k: list(v.shape) for k, v in scope.items() if isinstance(v, mx.array) and not k.startswith("_")}
    told = {"id": f"mlx-{name}", "code": code, "raises": None, "vars": arrays}
    leaves = [m for m in MADE if type(m).__module__.startswith("mlx.nn.layers")]
    weights = [pair for m in leaves for pair in tree_flatten(m.parameters())]
    if not weights:
        return told
    return {
        **told,
        "weights": [list(w.shape) for _, w in weights],
        "names": sorted({name for name, _ in weights}),
        "parameters": sum(w.size for _, w in weights),
    }


_, *parts = (HERE / "programs.py").read_text().split("# --- ")
records = [record(name, code) for name, _, code in (part.partition("\n") for part in parts)]
(HERE / "programs.json").write_text("[\n" + ",\n".join(json.dumps(r) for r in records) + "\n]\n")
print(len(records), "programs,", sum(r["raises"] is not None for r in records), "refused")
