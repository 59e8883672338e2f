"""Makes the nn.Module classes of a checkout in PyTorch and compares what they are with what the built tool says of the same calls.

    venv/bin/python test/ecosystem/models.py CHECKOUT...        (after `npm run build`; the Python needs PyTorch)

Of each class that can be made, with sizes guessed by the names of its parameters, the number of parameters is compared, and, where one of a few
tensors can be put through it, the shapes of what it gives. What is not installed is imported as something of which nothing is known. Each module is
imported in a process of its own. This RUNS the code of the checkout: only for those that may be run.
"""
import abc
import importlib
import importlib.abc
import importlib.machinery
import importlib.metadata
import inspect
import json
import os
import signal
import subprocess
import sys
import tempfile
import types
import warnings
from pathlib import Path

CLI = os.environ.get("LSTM_SHAPES_DIST", "dist") + "/cli.js"
SECONDS = 30
FILES_AT_ONCE = 40
LEFT_OUT = {".git", "tests", "test", "docs", "examples", "notebooks"}


class AnyClass(abc.ABCMeta):
    """What a class is asked for (an enumeration's members, what a class method gives) is such a class too."""

    def __getattr__(cls, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return type(cls)(name, (Anything,), {})

    def __getitem__(cls, item):
        return cls

    def __len__(cls):
        return 0


class Anything(metaclass=AnyClass):
    """An object of a class that is not installed; a loop over it ends at once."""

    def __init__(self, *args, **options):
        pass

    def __call__(self, *args, **options):
        return args[0] if args and callable(args[0]) else Anything()

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return Anything()

    def __getitem__(self, item):
        return Anything()

    def __iter__(self):
        return iter(())


class Missing(types.ModuleType):
    """A module that is not installed: every name in it is a class."""

    __path__ = []

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        setattr(self, name, AnyClass(name, (Anything,), {}))
        return self.__dict__[name]


class Finder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """For what the checkout itself imports: a package that is installed may ask for others and do without."""

    def __init__(self, checkout):
        self.checkout = str(checkout)
        self.own = {path.stem for path in checkout.iterdir()}

    def find_spec(self, name, path, target=None):
        isOwn = name.split(".")[0] in self.own or not importing_file().startswith(self.checkout)
        return None if isOwn else importlib.machinery.ModuleSpec(name, self, is_package=True)

    def create_module(self, spec):
        return Missing(spec.name)

    def exec_module(self, module):
        pass


def importing_file():
    frame = sys._getframe(1)
    while frame and ("importlib" in frame.f_code.co_filename or frame.f_code.co_filename == __file__):
        frame = frame.f_back
    return frame.f_code.co_filename if frame else ""


def version_of(name, known=importlib.metadata.version):
    try:
        return known(name)
    except importlib.metadata.PackageNotFoundError:
        return "2.0.0"


def limited(action):
    """What it gives, or None where it fails or takes too long."""
    signal.alarm(SECONDS)
    try:
        return action()
    except BaseException:
        return None
    finally:
        signal.alarm(0)


GUESSES = (
    (("config", "args", "opt", "hparam", "cfg", "data", "weights", "mode", "type"), None),
    (("kernel",), 3),
    (("dropout", "prob", "rate", "alpha", "eps", "slope", "momentum"), 0.1),
    (("n_layers", "num_layers", "nlayers", "depth", "num_blocks", "n_blocks"), 2),
    (("stride", "dilation", "groups", "padding"), 1),
    (("bidirect", "batch_first", "use_", "is_", "with_", "bias"), True),
    (("activation", "nonlin"), "relu"),
    (("head",), 2),
    (("device",), "cpu"),
)


def guess(parameter, size):
    name, annotation = parameter.name.lower(), str(parameter.annotation)
    if "list" in annotation.lower() and "int" in annotation:
        return [8, 8]
    if parameter.annotation in (float, bool):
        return 0.1 if parameter.annotation is float else True
    if any(word in name for word in ("rnn_type", "cell_type", "rnn_cell")):
        return "LSTM"
    return next((value for words, value in GUESSES if any(word in name for word in words)), size)


def arguments_of(cls):
    """Sizes that differ, then all the same."""
    try:
        parameters = list(inspect.signature(cls.__init__).parameters.values())[1:]
    except (TypeError, ValueError):
        return
    asked = [p for p in parameters if p.default is p.empty and p.kind not in (p.VAR_POSITIONAL, p.VAR_KEYWORD)]
    for step in (4, 0):
        values = {p.name: guess(p, 8 + step * i) for i, p in enumerate(asked)}
        if None not in values.values():
            yield values


def inputs_of(module, values):
    """Expressions for what may be put through it."""
    parameters = [p for p in inspect.signature(module.forward).parameters.values() if p.default is p.empty]
    if not 1 <= len(parameters) <= 3 or any(p.kind is not p.POSITIONAL_OR_KEYWORD for p in parameters):
        return
    sizes = [value for value in values.values() if type(value) is int] or [8]
    for size in dict.fromkeys(sizes[:4]):
        for shape in (f"2, 5, {size}", f"2, {size}", f"2, {size}, 5", f"2, {size}, 16, 16", "2, 5, dtype=torch.long"):
            yield [f"torch.zeros({shape})"] * len(parameters)


def made_of(cls):
    """The call, the number of parameters, and the inputs and outputs of a run; None where it cannot be made."""
    import torch

    for values in arguments_of(cls):
        module = limited(lambda: cls(**values))
        if module is None:
            continue
        call = f"{cls.__name__}({', '.join(f'{name}={value!r}' for name, value in values.items())})"
        told = {"module": cls.__module__, "class": cls.__name__, "call": call, "total": sum(p.numel() for p in module.parameters())}
        module.eval()
        for expressions in limited(lambda: list(inputs_of(module, values))) or []:
            with torch.no_grad():
                given = limited(lambda: module(*[eval(each, {"torch": torch}) for each in expressions]))
            outputs = [given] if isinstance(given, torch.Tensor) else list(given) if isinstance(given, (tuple, list)) else []
            if outputs and all(isinstance(each, torch.Tensor) for each in outputs):
                return {**told, "inputs": expressions, "outputs": [list(each.shape) for each in outputs], "isOne": given is outputs[0]}
        return told
    return None


def made_in(name):
    import torch

    module = limited(lambda: importlib.import_module(name))
    classes = [value for value in vars(module).values() if isinstance(value, type)] if module else []
    own = [cls for cls in classes if cls.__module__ == name and issubclass(cls, torch.nn.Module)]
    return [made for made in map(made_of, own) if made]


def in_a_process_of_its_own(action):
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        quiet = os.open(os.devnull, os.O_WRONLY)
        os.dup2(quiet, 1)
        os.dup2(quiet, 2)
        with os.fdopen(writing, "w") as out:
            json.dump(action(), out)
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as answer:
        text = answer.read()
    os.waitpid(child, 0)
    return json.loads(text) if text else []


def modules_of(checkout, words=("class ",)):
    """Those whose text has one of the words."""
    for path in sorted(checkout.rglob("*.py")):
        parts = path.relative_to(checkout).with_suffix("").parts
        text = path.read_text(errors="ignore")
        if LEFT_OUT.isdisjoint(parts) and all(part.isidentifier() for part in parts) and any(word in text for word in words):
            yield ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def program_of(made):
    names = [f"y{i}" for i in range(len(made.get("outputs", [])))]
    lines = ["import torch", f"from {made['module']} import {made['class']}", f"m = {made['call']}", "z = torch.zeros(sum(p.numel() for p in m.parameters()))"]
    if names:
        lines += ["m.eval()", f"{', '.join(names)}{'' if made['isOne'] else ','} = m({', '.join(made['inputs'])})"]
    real = {"z": [made["total"]], **dict(zip(names, made.get("outputs", [])))}
    return "\n".join(lines) + "\n", real


def told_of(folder, files):
    told = {}
    for start in range(0, len(files), FILES_AT_ONCE):
        command = ["node", os.path.abspath(CLI), "check", "--format", "json", "--tensors", *files[start : start + FILES_AT_ONCE]]
        document = subprocess.run(command, cwd=folder, capture_output=True, text=True)
        told.update({os.path.basename(file["path"]): file for file in json.loads(document.stdout)["files"]})
    return told


def verdict(real, told):
    if told == real:
        return "right"
    isOpen = told is None or (len(told) == len(real) and all(a == b for a, b in zip(told, real) if isinstance(a, int)))
    return "unknown" if isOpen else "wrong"


def compare(checkout, programs):
    """Programs with the shapes that their variables really have. They lie at the checkout's root while they are looked at, so that its modules are found."""
    counts = dict.fromkeys(("right", "unknown", "wrong", "errors"), 0)
    with tempfile.TemporaryDirectory(prefix="lstm-shapes-models-") as folder:
        for entry in checkout.iterdir():
            os.symlink(entry, Path(folder) / entry.name)
        for i, (code, _) in enumerate(programs):
            (Path(folder) / f"zz_{i}.py").write_text(code)
        told = told_of(folder, [f"zz_{i}.py" for i in range(len(programs))])
    for i, (code, real) in enumerate(programs):
        file = told[f"zz_{i}.py"]
        shapes = {tensor["name"]: tensor["shape"] for tensor in file["tensors"]}
        errors = [each["message"] for each in file["diagnostics"] if each["severity"] == "error"]
        counts["errors"] += len(errors)
        for name, shape in real.items():
            found = verdict(shape, shapes.get(name))
            counts[found] += 1
            if found == "wrong":
                print(f"{name} told as {shapes.get(name)}, is {shape}:\n{code}")
        for message in errors:
            print(f"error where it runs: {message}\n{code}")
    print(f"{checkout.name}: {len(programs)} models made, {counts}")
    return counts["wrong"] + counts["errors"] == 0


def search(checkouts, words, made_in, program=lambda made: made):
    """Makes what is in the modules with one of these words, and compares; exits with 1 where something is wrong."""
    warnings.simplefilter("ignore")
    importlib.metadata.version = version_of
    isRight = True
    for given in checkouts:
        checkout = Path(given).resolve()
        sys.path.insert(0, str(checkout))
        finder = Finder(checkout)
        sys.meta_path.append(finder)
        every = [made for name in modules_of(checkout, words) for made in in_a_process_of_its_own(lambda: made_in(name))]
        isRight = compare(checkout, [program(made) for made in every]) and isRight
        sys.meta_path.remove(finder)
        sys.path.pop(0)
    sys.exit(0 if isRight else 1)


def main():
    import torch

    torch.set_num_threads(1)
    search(sys.argv[1:], ("class ",), made_in, program_of)


if __name__ == "__main__":
    main()
