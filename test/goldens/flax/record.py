"""Records what Flax does with the programs in programs.py, as the truth for test/unit/frameworks/flax.test.ts.

    pip install flax optax
    python test/goldens/flax/record.py

Writes programs.json: for each program the line that Flax refuses (`raises`, with its words in `says`), else the shapes of its arrays (`vars`).
shown.json holds further programs with the weights that their layers own, recorded in the same way from Flax 0.12.8.
"""
import json
import traceback
from pathlib import Path

HERE = Path(__file__).parent


def record(name, code):
    scope = {}
    try:
        exec(compile(code, name, "exec"), scope)
    except Exception as reason:
        lines = [frame.lineno for frame in traceback.extract_tb(reason.__traceback__) if frame.filename == name]
        return {"id": name, "code": code, "raises": lines[-1], "says": f"{type(reason).__name__}: {reason}".splitlines()[0]}
    arrays = {k: list(v.shape) for k, v in scope.items() if isinstance(getattr(v, "shape", None), tuple) and not k.startswith("_")}
    return {"id": name, "code": code, "raises": None, "vars": arrays}


_, *parts = (HERE / "programs.py").read_text().split("# --- ")
records = [record(name, code) for name, _, code in (part.partition("\n") for part in parts)]
(HERE / "programs.json").write_text("[\n" + ",\n".join(json.dumps(r) for r in records) + "\n]\n")
print(len(records), "programs,", sum(r["raises"] is not None for r in records), "refused")
