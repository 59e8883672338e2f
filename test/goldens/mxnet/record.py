"""Records what MXNet does with the programs in programs.py, as the truth for test/unit/frameworks/module-frameworks.test.ts.

    pip install mxnet 'numpy<1.24'    # MXNet 1.9.1 runs on Python 3.9
    python test/goldens/mxnet/record.py

Writes programs.json: for each program the line that is refused (`raises`, with its words in `says`), else the shapes of its arrays (`vars`) and of
the parameters of its blocks (`weights`, `names`). Each runs in a process of its own, for `npx.set_np()` changes all that comes after it.
"""
import json
import subprocess
import sys
import traceback
from pathlib import Path

HERE = Path(__file__).parent


def blocks(scope):
    """MXNet's own blocks, each once: what a program's own classes hold beside them are no layers."""
    from mxnet.gluon import Block

    found = {}

    def visit(block):
        if id(block) not in found:
            found[id(block)] = block
            for child in block._children.values():
                visit(child)

    for value in scope.values():
        if isinstance(value, Block):
            visit(value)
    return [block for block in found.values() if type(block).__module__.startswith("mxnet.")]


def parameters(scope):
    own = {id(p): p for block in blocks(scope) for p in block._reg_params.values()}
    return [p for p in own.values() if p._data is not None]


def words(reason):
    lines = [line for line in str(reason).splitlines() if line and not line.startswith(("Traceback", "  File"))]
    return f"{type(reason).__name__}: {(lines or [''])[-1]}"


def record(name, code):
    import mxnet as mx

    scope = {}
    try:
        exec(compile(code, name, "exec"), scope)
    except Exception as reason:
        lines = [frame.lineno for frame in traceback.extract_tb(reason.__traceback__) if frame.filename == name]
        return {"id": name, "code": code, "raises": lines[-1], "says": words(reason)}
    mx.nd.waitall()
    arrays = {k: list(v.shape) for k, v in scope.items() if isinstance(v, mx.nd.NDArray) and not k.startswith("_")}
    own = parameters(scope)
    facts = {"weights": [list(p.shape) for p in own], "names": [p.name for p in own]} if own else {}
    return {"id": name, "code": code, "raises": None, "vars": arrays, **facts}


if len(sys.argv) == 1:
    _, *parts = (HERE / "programs.py").read_text().split("# --- ")
    records = [
        json.loads(subprocess.run([sys.executable, __file__, name], input=code, capture_output=True, text=True).stdout.splitlines()[-1])
        for name, _, code in (part.partition("\n") for part in parts)
    ]
    (HERE / "programs.json").write_text("[\n" + ",\n".join(json.dumps(r) for r in records) + "\n]\n")
    print(len(records), "programs,", sum(r["raises"] is not None for r in records), "refused")
else:
    print(json.dumps(record(sys.argv[1], sys.stdin.read())))
