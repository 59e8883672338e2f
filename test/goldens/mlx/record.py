"""Records what MLX does with the programs in programs.py, as the truth for test/unit/frameworks/module-frameworks.test.ts.

    pip install "mlx[cpu]"
    python test/goldens/mlx/record.py

Writes programs.json: for each program the line that MLX refuses (`raises`, with its words in `says`), else the shapes of its arrays (`vars`) and
the weights that its layers own.
"""
import sys
from pathlib import Path

import mlx.core as mx
import mlx.nn as nn
from mlx.utils import tree_flatten

HERE = Path(__file__).parent
sys.path.append(str(HERE.parent))
from record_programs import record_programs  # noqa: E402

MADE = []
make = nn.Module.__init__


def note(self, *args, **kwargs):
    MADE.append(self)
    make(self, *args, **kwargs)


nn.Module.__init__ = note


def settle(scope):
    mx.eval([value for value in scope.values() if isinstance(value, mx.array)])


def weights_of():
    layers = [module for module in MADE if type(module).__module__.startswith("mlx.nn.layers")]
    inner = {id(module) for layer in layers for module in layer.modules() if module is not layer}
    layers = [layer for layer in layers if id(layer) not in inner]
    return [(name, weight.shape) for layer in layers for name, weight in tree_flatten(layer.parameters())]


record_programs(
    HERE,
    prefix="mlx-",
    is_array=lambda value: isinstance(value, mx.array),
    before=MADE.clear,
    settle=settle,
    weights_of=weights_of,
)
