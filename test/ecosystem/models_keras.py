"""As models.py, for the layers and models of Keras of a checkout, and for its functions that build models.

    venv/bin/python test/ecosystem/models_keras.py CHECKOUT...        (after `npm run build`; the Python needs TensorFlow)

This RUNS the code of the checkout: only for those that may be run.
"""
import importlib
import inspect
import os
import sys
import time

import models

# A checkout may have a module of this name.
sys.modules.pop("models")
sys.path.pop(0)
os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
models.SECONDS = 20
SECONDS_A_MODULE = 90
NEVER_GIVEN = {"name", "kwargs", "self", "dtype"}
MOST_ASKED = 8
BUILDERS = ("model", "build", "net", "create", "get", "make", "lstm", "rnn", "cnn", "gru", "encoder", "decoder", "transformer")
SHAPES = ("(2, 6, {size})", "(2, {size})", "(2, 32, 32, 3)", "(2, 16, 16, {size})")
TOTAL = "z = np.zeros(m.count_params())"


def guess(parameter, size):
    """None where nothing can be guessed."""
    name, annotation = parameter.name.lower(), str(parameter.annotation)
    if "shape" in name:
        return None if "input" not in name and name != "shape" else (32, 32, 3) if "image" in name else (12, 8)
    if "head" in name:
        return 2
    if any(word in annotation.lower() for word in ("tuple", "sequence", "list")):
        return (8, 8) if "int" in annotation else None
    if any(word in name for word in ("init", "fn", "path")) or ("layer" in name and "num" not in name) or ("model" in name and "dim" not in name):
        return None
    if parameter.annotation in (float, bool):
        return 0.1 if parameter.annotation is float else True
    if parameter.annotation is str:
        return "relu" if "act" in name else None
    return models.guess(parameter, size)


def values_of(callee):
    try:
        parameters = inspect.signature(callee).parameters.values()
    except (TypeError, ValueError):
        return
    asked = [p for p in parameters if p.default is p.empty and p.kind not in (p.VAR_POSITIONAL, p.VAR_KEYWORD) and p.name not in NEVER_GIVEN]
    if len(asked) > MOST_ASKED:
        return
    for step in (4, 0):
        values = {p.name: guess(p, 8 + step * i) for i, p in enumerate(asked)}
        if None not in values.values():
            yield values


def call_of(name, values):
    return f"{name}({', '.join(f'{key}={value!r}' for key, value in values.items())})"


def inputs_of(layer, values):
    asked = [p for p in inspect.signature(layer.call).parameters.values() if p.default is p.empty and p.kind not in (p.VAR_KEYWORD, p.VAR_POSITIONAL)]
    if not 1 <= len(asked) <= 3:
        return
    sizes = [value for value in values.values() if type(value) is int] or [8]
    for size in dict.fromkeys(sizes[:4]):
        for shape in SHAPES:
            yield ", ".join([f"np.zeros({shape.format(size=size)}, 'float32')"] * len(asked))
        yield ", ".join(["np.zeros((2, 6), 'int32')"] * len(asked))
    pair = f"np.zeros((2, 6, {sizes[0]}), 'float32')"
    yield f"[{pair}, {pair}]"


def shape_of(value):
    return [int(dim) for dim in value.shape]


def outcome(lines):
    """The program and the shapes of its variables; None where it fails."""
    scope = {}
    if models.limited(lambda: [exec("\n".join(lines), scope)]) is None:
        return None
    real = {"z": shape_of(scope["z"])}
    given = scope.get("y")
    parts = list(given) if isinstance(given, (tuple, list)) else []
    if hasattr(given, "shape"):
        real["y"] = shape_of(given)
    elif parts and all(hasattr(part, "shape") for part in parts):
        names = [f"y{i}" for i in range(len(parts))]
        lines = [*lines, f"{', '.join(names)}{',' if len(parts) == 1 else ''} = y"]
        real.update({name: shape_of(part) for name, part in zip(names, parts)})
    return "\n".join(lines) + "\n", real


def head_of(module, name):
    return ["import numpy as np", f"from {module} import {name}"]


def made_layer(module, cls):
    for values in values_of(cls):
        layer = models.limited(lambda: cls(**values))
        for given in (layer is not None and models.limited(lambda: list(inputs_of(layer, values)))) or []:
            found = outcome([*head_of(module, cls.__name__), f"m = {call_of(cls.__name__, values)}", f"y = m({given})", TOTAL])
            if found:
                return found
    return None


def made_model(module, name, build, base):
    for values in values_of(build):
        model = models.limited(lambda: build(**values))
        if not isinstance(model, base):
            continue
        output = models.limited(lambda: model.output_shape)
        isOne = isinstance(output, tuple) and all(type(dim) is int for dim in output[1:])
        lines = [*head_of(module, name), f"m = {call_of(name, values)}", TOTAL, *(["y = np.zeros((2,) + m.output_shape[1:])"] if isOne else [])]
        found = outcome(lines)
        if found:
            return found
    return None


def made_in(name):
    module = models.limited(lambda: importlib.import_module(name))
    if not module:
        return []
    import keras

    end, found = time.time() + SECONDS_A_MODULE, []
    for key, value in list(vars(module).items()):
        if getattr(value, "__module__", None) != name or time.time() > end:
            continue
        if isinstance(value, type) and issubclass(value, keras.layers.Layer):
            found.append(made_layer(name, value))
        elif inspect.isfunction(value) and (key[0].isupper() or any(word in key.lower() for word in BUILDERS)):
            found.append(made_model(name, key, value, keras.Model))
    return [made for made in found if made]


if __name__ == "__main__":
    models.search(sys.argv[1:], ("keras",), made_in)
