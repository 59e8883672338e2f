"""Records what Flax does with the programs in programs.py, as the truth for test/unit/frameworks/flax.test.ts.

    pip install flax optax
    python test/goldens/flax/record.py

Writes programs.json: for each program the line that Flax refuses (`raises`, with its words in `says`), else the shapes of its arrays (`vars`).
shown.json holds further programs with the weights that their layers own, recorded in the same way from Flax 0.12.8.
"""
import sys
from pathlib import Path

HERE = Path(__file__).parent
sys.path.append(str(HERE.parent))
from record_programs import record_programs  # noqa: E402

record_programs(HERE)
