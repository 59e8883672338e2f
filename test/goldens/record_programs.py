"""Records what a framework does with programs, for the recorders in the frameworks' folders.

A folder has its programs in programs.py, each after a line `# --- NAME`, or in programs.json alone. `record_programs` runs them and writes programs.json beside it: for each
program the line that the framework refuses (`raises`, with its words in `says`), else the shapes of its arrays (`vars`) and, where the framework
tells them, of the `weights` that its layers own, with their `names` and the number of `parameters`.
"""
import json
import traceback
from math import prod
from pathlib import Path


def is_array(value):
    return isinstance(getattr(value, "shape", None), tuple)


def record_programs(folder, *, prefix="", is_array=is_array, before=lambda: None, settle=lambda scope: None, weights_of=lambda: []):
    """`before` runs before each program; `settle` after it, within what may be refused; `weights_of` then gives the name and shape of each
    weight of the layers that the program made. A framework that computes late must be made to compute at the line that asks for it (by a
    patch of the recorder's own): of what fails only in `settle` no line of the program is known, and such a program stops the recording."""

    def record(name, code):
        scope = {}
        told = {"id": prefix + name, "code": code}
        before()
        try:
            exec(compile(code, name, "exec"), scope)
            settle(scope)
            shapes = {k: list(v.shape) for k, v in scope.items() if is_array(v) and not k.startswith("_")}
        except Exception as reason:
            lines = [frame.lineno for frame in traceback.extract_tb(reason.__traceback__) if frame.filename == name]
            if not lines:
                raise SystemExit(f"{name}: {reason!r} comes after the program has ended, so no line of it can be named")
            words = next((line for line in str(reason).splitlines() if line.strip()), "")
            return {**told, "raises": lines[-1], "says": f"{type(reason).__name__}: {words}"}
        told = {**told, "raises": None, "vars": shapes}
        weights = [(name, list(shape)) for name, shape in weights_of()]
        return {**told, **facts_of(weights)} if weights else told

    folder = Path(folder)
    records = [record(name, code) for name, code in programs_of(folder, prefix)]
    (folder / "programs.json").write_text("[\n" + ",\n".join(json.dumps(r) for r in records) + "\n]\n")
    print(len(records), "programs,", sum(r["raises"] is not None for r in records), "refused")


def programs_of(folder, prefix):
    if not (folder / "programs.py").exists():
        return [(r["id"].removeprefix(prefix), r["code"]) for r in json.loads((folder / "programs.json").read_text())]
    _, *parts = (folder / "programs.py").read_text().split("# --- ")
    return [(name, code) for name, _, code in (part.partition("\n") for part in parts)]


def facts_of(weights):
    shapes = [shape for _, shape in weights]
    return {"weights": shapes, "names": sorted({name for name, _ in weights}), "parameters": sum(prod(shape) for shape in shapes)}
