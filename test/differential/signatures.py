"""Lists calls that a framework's own signatures allow and that the built command line tool refuses: its tables have a wrong name, order or number of
arguments there, and each is a false alarm.

    npm run build
    venv/bin/python test/differential/signatures.py torch      # or keras, tensorflow, numpy, jax

Each public function, layer and tensor method of the framework is called with all of its arguments by name, and with all that may be given by place, inside a
function of its own whose parameters nobody passes. What Python cannot inspect (PyTorch's own functions) is read from the stubs that the package
brings, one call for each overload. `--beyond` lists instead what takes a name that the framework does not know (a refusal that is missed).
Exit codes: 0 nothing is listed, 1 something is.
"""

import argparse
import ast
import importlib
import inspect
import json
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
sys.path[:] = [entry for entry in sys.path if Path(entry or ".").resolve() != Path(__file__).parent.resolve()]

OWNERS = {
    "torch": ["torch", "torch.nn", "torch.nn.functional", "torch.linalg", "torch.fft", "torch.nn.utils.rnn", "torch.nn.init"],
    "keras": ["keras.layers", "keras.ops", "keras.losses", "keras.random", "keras.utils", "keras.optimizers", "keras.callbacks", "keras.initializers", "keras.metrics"],
    "tensorflow": ["tensorflow", "tensorflow.math", "tensorflow.nn", "tensorflow.linalg", "tensorflow.random", "tensorflow.image", "tensorflow.signal"],
    "numpy": ["numpy", "numpy.linalg", "numpy.random", "numpy.fft"],
    "jax": ["jax.numpy", "jax.nn", "jax.lax", "jax.random", "jax.numpy.linalg"],
}
# The class whose methods are called, and a tensor of unknown shape in the program.
TENSORS = {
    "torch": ("torch.Tensor", "torch.zeros(*many)"),
    "numpy": ("numpy.ndarray", "numpy.zeros(many)"),
    "jax": ("jax.Array", "jax.numpy.zeros(many)"),
}
METHODS = {"keras": [("keras.Model", name) for name in ("fit", "compile", "predict", "evaluate", "summary")]}
# What the stubs say and the package does not take (2.13).
NOT_SO = ("torch.tensor(", "torch.as_tensor(", ").new_tensor(", "subtract(", ").new(")
FILE_SIZE = 150
REFUSED = "has no argument|positional argument|which is missing"


def parameters_of(value):
    """([(name, by place, by name)], whether it takes further names), or None where Python cannot tell."""
    try:
        found = inspect.signature(value).parameters.values()
    except (TypeError, ValueError):
        return None
    kinds = inspect.Parameter
    if any(p.kind == kinds.VAR_POSITIONAL for p in found):
        return None
    parameters = [
        (p.name, p.kind in (kinds.POSITIONAL_ONLY, kinds.POSITIONAL_OR_KEYWORD), p.kind in (kinds.KEYWORD_ONLY, kinds.POSITIONAL_OR_KEYWORD))
        for p in found
        if p.kind != kinds.VAR_KEYWORD
    ]
    return parameters, any(p.kind == kinds.VAR_KEYWORD for p in found)


def stubs(path, owner=None):
    """{name: overloads} of a stub file, or of a class in it, without the object that a method is called on."""
    body = ast.parse(Path(path).read_text()).body
    if owner:
        body = next(node for node in body if isinstance(node, ast.ClassDef) and node.name == owner).body
    found = {}
    for node in body:
        if not isinstance(node, ast.FunctionDef) or node.args.vararg:
            continue
        a = node.args
        names = [(p.arg, True, False) for p in a.posonlyargs] + [(p.arg, True, p.arg != "self") for p in a.args] + [(p.arg, False, True) for p in a.kwonlyargs]
        found.setdefault(node.name, []).append((names[1:] if owner else names, a.kwarg is not None))
    return found


def stubs_of(framework):
    if framework != "torch":
        return {}, {}
    import torch

    folder = Path(torch.__file__).parent / "_C"
    return stubs(folder / "_VariableFunctions.pyi"), stubs(folder / "__init__.pyi", "TensorBase")


def public(owner):
    for name in sorted(dir(owner)):
        value = getattr(owner, name, None)
        is_exception = inspect.isclass(value) and issubclass(value, BaseException)
        if not name.startswith("_") and callable(value) and not inspect.ismodule(value) and not is_exception:
            yield name, value


def calls(written, overloads, beyond):
    """(text, names of the parameters)"""
    for parameters, takes_more in overloads:
        names = tuple(name for name, _, _ in parameters)
        by_name = [f"{name}={name}_" if named else f"{name}_" for name, _, named in parameters]
        by_place = [f"{name}_" if placed else f"{name}={name}_" for name, placed, _ in parameters]
        if not beyond:
            yield f"{written}({', '.join(by_name)})", names
            yield f"{written}({', '.join(by_place)})", names
        elif not takes_more:
            yield f"{written}({', '.join([*by_name, 'no_such_name=1'])})", names


def is_call(text):
    """Whether it can be written: not where a place follows a name."""
    try:
        return bool(ast.parse(text))
    except SyntaxError:
        return False


def every_call(framework, beyond):
    functions, methods = stubs_of(framework)
    made = []
    for path in OWNERS[framework]:
        for name, value in public(importlib.import_module(path)):
            known = parameters_of(value)
            made += calls(f"{path}.{name}", [known] if known else functions.get(name, []) if path == "torch" else [], beyond)
    for path, name in METHODS.get(framework, []):
        module, _, type_name = path.rpartition(".")
        made += calls(f"{path}.{name}", [parameters_of(getattr(getattr(importlib.import_module(module), type_name), name))], beyond)
    if framework in TENSORS:
        path, tensor = TENSORS[framework]
        module, _, type_name = path.rpartition(".")
        for name, value in public(getattr(importlib.import_module(module), type_name)):
            known = parameters_of(value)
            own = [(known[0][1:] if known[0][:1] and known[0][0][0] == "self" else known[0], known[1])] if known else []
            made += calls(f"({tensor}).{name}", methods.get(name, own), beyond)
    return list(dict.fromkeys(each for each in made if is_call(each[0]) and not any(name in each[0] for name in NOT_SO)))


def refusals(cli, head, parts):
    """{call: messages}"""
    with tempfile.TemporaryDirectory() as folder:
        for number, part in enumerate(parts):
            lines = [*head]
            for i, (call, names) in enumerate(part):
                lines += [f"def f{i}({', '.join(['many', *(f'{name}_' for name in names)])}):", f"    {call}"]
            (Path(folder) / f"part{number}.py").write_text("\n".join(lines) + "\n")
        ran = subprocess.run(["node", cli, "check", folder, "--format", "json"], capture_output=True, text=True)
    told = {}
    for file in json.loads(ran.stdout)["files"]:
        part = parts[int(Path(file["path"]).stem.removeprefix("part"))]
        for found in file["diagnostics"]:
            if found["rule"] == "wrong-argument" and re.search(REFUSED, found["message"]):
                index = (found["range"]["start"]["line"] - len(head) - 1) // 2
                told.setdefault(part[index][0], []).append(found["message"].split(" (When")[0])
    return told


def main():
    options = argparse.ArgumentParser()
    options.add_argument("framework", choices=OWNERS)
    options.add_argument("--beyond", action="store_true")
    options.add_argument("--cli", default="dist/cli.js")
    given = options.parse_args()
    owners = OWNERS[given.framework]
    head = [f"import {path}" for path in dict.fromkeys([owners[0].split(".")[0], *owners])]
    made = every_call(given.framework, given.beyond)
    told = refusals(given.cli, head, [made[i : i + FILE_SIZE] for i in range(0, len(made), FILE_SIZE)])
    if given.beyond:
        listed = [call for call, _ in made if call not in told]
    else:
        listed = [f"{call}\n    {'; '.join(messages)}" for call, messages in told.items()]
    print("\n".join(listed))
    print(f"{given.framework}: {len(made)} calls, {len(listed)} listed", file=sys.stderr)
    sys.exit(1 if listed else 0)


main()
