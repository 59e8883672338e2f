"""Runs again what was recorded once by scripts that are not kept: `python rerun.py FILE [FRAMEWORK]`, of messages.json those of one framework.

Written anew are the line that the framework refuses, with its words, and the shapes of the variables that a record names. Weights stay as they are: how they were
found in a program is not known any more. Each program runs in a process of its own, so that layers are named anew.
"""
import json
import subprocess
import sys
import traceback
from pathlib import Path

NAME = "<program>"


def shape_of(value):
    shape = getattr(value, "shape", None)
    try:
        return [size if size is None else int(size) for size in shape]
    except (TypeError, ValueError):
        return None


def run(code):
    scope = {"__name__": "__main__"}
    try:
        exec(compile(code, NAME, "exec"), scope)
    except Exception as reason:
        lines = [frame.lineno for frame in traceback.extract_tb(reason.__traceback__) if frame.filename == NAME]
        return {"line": lines[-1] if lines else None, "error": f"{type(reason).__name__}: {reason}"}
    return {"line": None, "vars": {name: shape_of(value) for name, value in scope.items() if not name.startswith("_")}}


def updated(record):
    done = subprocess.run([sys.executable, __file__, "-"], input=record["code"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, universal_newlines=True)
    told = json.loads(done.stdout.splitlines()[-1])
    if "error" in record:
        return {**record, "line": told["line"], "error": told.get("error")}
    words = {"says": told["error"].splitlines()[0][: len(record.get("says", told["error"]))]} if "error" in told else {}
    shapes = {name: told.get("vars", {}).get(name) for name in record.get("vars", {})}
    return {**record, "raises": told["line"], **words, **({"vars": shapes} if "vars" in record else {})}


def main(file, framework=None):
    path = Path(__file__).parent / file
    records = json.loads(path.read_text(encoding="utf-8"))
    again = [updated(each) if framework in (None, each.get("framework")) else each for each in records]
    lines = ",\n".join(json.dumps(each, ensure_ascii=False) for each in again)
    path.write_text(f"[\n{lines}\n]\n", encoding="utf-8")


if sys.argv[1:] == ["-"]:
    print(json.dumps(run(sys.stdin.read())))
else:
    main(*sys.argv[1:])
