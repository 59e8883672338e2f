"""Records what Haiku and Equinox do with the programs in programs.py, as the truth for test/unit/frameworks/jax-programs.test.ts.

    pip install dm-haiku equinox optax
    python test/goldens/jax/record.py

Writes programs.json: for each program the line that is refused (`raises`, with its words in `says`), else the shapes of its arrays (`vars`).
shown.json holds further programs with the weights that their layers own, recorded in the same way from Haiku 0.0.17 and Equinox 0.13.8.
"""
import sys
from pathlib import Path

HERE = Path(__file__).parent
sys.path.append(str(HERE.parent))
from record_programs import record_programs  # noqa: E402

record_programs(HERE)
