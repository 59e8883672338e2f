"""Records again what Paddle does with the programs in programs.json, as the truth for test/unit/frameworks/module-frameworks.test.ts.

    pip install paddlepaddle
    python test/goldens/paddle/record.py

See ../record_programs.py for the form. The weights are those of layers that no other layer holds.
"""
import sys
from pathlib import Path

import paddle

HERE = Path(__file__).parent
sys.path.append(str(HERE.parent))
from record_programs import record_programs  # noqa: E402

MADE = []
make = paddle.nn.Layer.__init__


def note(self, *args, **kwargs):
    MADE.append(self)
    make(self, *args, **kwargs)


paddle.nn.Layer.__init__ = note


def weights_of():
    held = {id(inner) for layer in MADE for inner in layer.sublayers()}
    outer = [layer for layer in MADE if id(layer) not in held]
    return [(name, list(weight.shape)) for layer in outer for name, weight in layer.named_parameters()]


record_programs(HERE, is_array=lambda value: isinstance(value, paddle.Tensor), before=MADE.clear, weights_of=weights_of)
