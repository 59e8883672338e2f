"""Records what tinygrad does with the programs in programs.py, as the truth for test/unit/frameworks/declared.test.ts.

    pip install tinygrad
    DEV=PYTHON python test/goldens/tinygrad/record.py

Writes programs.json: for each program the line that tinygrad refuses (`raises`, with its words in `says`), else the shapes of its tensors (`vars`) and the
weights that its layers own. Shapes are refused when a tensor is described, long before it is computed: nothing has to be.
"""
import sys
from pathlib import Path

from tinygrad import Tensor, nn

HERE = Path(__file__).parent
sys.path.append(str(HERE.parent))
from record_programs import record_programs  # noqa: E402

MADE = []
BUFFERS = ("running_mean", "running_var", "num_batches_tracked")


def noting(make):
    def note(self, *args, **kwargs):
        if not MADE or MADE[-1] is not self:
            MADE.append(self)
        make(self, *args, **kwargs)

    return note


for layer in {value for value in vars(nn).values() if isinstance(value, type) and value.__module__ == nn.__name__}:
    if "__init__" in vars(layer):
        layer.__init__ = noting(layer.__init__)


def weights_of():
    named = [(name, weight.shape) for layer in MADE for name, weight in nn.state.get_state_dict(layer).items()]
    return [(name, shape) for name, shape in named if name not in BUFFERS]


record_programs(HERE, prefix="tinygrad-", is_array=lambda value: isinstance(value, Tensor), before=MADE.clear, weights_of=weights_of)
