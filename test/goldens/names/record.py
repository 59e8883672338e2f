"""Records which public names a framework has, so that docs/coverage.md can say how many of them are modelled.

    pip install torch keras tensorflow jax numpy mlx    # whichever is to be recorded
    python test/goldens/names/record.py torch       # or keras, tensorflow, numpy, jax, mlx

Writes NAME.json beside this file: {"framework", "version", "modules": {module: {"layers": [...], "functions": [...], "methods": [...], "attributes": [...]}}}.
A name is public where it has no leading underscore and a documentation string, or is listed by its module (PyTorch's own list has all that its dispatcher runs):
functions that only the framework's own code is meant to call have none. Functions that write into their argument (PyTorch's trailing underscore) are left out, and so are modules and constants. Layers are the
classes that derive from the framework's layer; what PyTorch calls tensor functions is what its dispatcher runs.
"""
import importlib
import inspect
import json
import sys
from pathlib import Path

HERE = Path(__file__).parent


def public(owner):
    listed = set(getattr(owner, "__all__", ())) if owner.__name__ != "torch" else set()
    for name in sorted(dir(owner)):
        if name.startswith("_") or name.endswith("_"):
            continue
        value = getattr(owner, name, None)
        if value is None or inspect.ismodule(value):
            continue
        if name in listed or getattr(value, "__doc__", None):
            yield name, value


def layers(owner, base):
    return [name for name, value in public(owner) if inspect.isclass(value) and issubclass(value, base)]


def functions(owner, keep=lambda name, value: True):
    return [name for name, value in public(owner) if callable(value) and not inspect.isclass(value) and keep(name, value)]


def members(owner):
    methods, attributes = [], []
    for name, value in public(owner):
        (methods if callable(value) else attributes).append(name)
    return {"methods": methods, "attributes": attributes}


def torch():
    import torch
    from torch.nn import functional

    tensor_functions = dir(torch._C._VariableFunctions)
    python_functions = dir(torch.functional)
    return torch.__version__, {
        "torch": {"functions": functions(torch, lambda name, _: name in tensor_functions or name in python_functions)},
        "torch.nn": {"layers": layers(torch.nn, torch.nn.Module)},
        "torch.nn.functional": {"functions": functions(functional, lambda name, value: not name.startswith("handle_") and name not in ("boolean_dispatch", "assert_int_or_pair", "has_torch_function", "has_torch_function_unary", "has_torch_function_variadic"))},
        "torch.linalg": {"functions": functions(torch.linalg)},
        "torch.nn.utils.rnn": {"functions": [name for name in torch.nn.utils.rnn.__all__ if not inspect.isclass(getattr(torch.nn.utils.rnn, name))]},
        "torch.Tensor": members(torch.Tensor),
    }


def keras():
    import keras

    return keras.__version__, {
        "keras.layers": {"layers": layers(keras.layers, keras.layers.Layer), "functions": functions(keras.layers)},
        "keras.ops": {"functions": functions(keras.ops)},
        "keras.random": {"functions": functions(keras.random)},
        "keras.utils": {"functions": functions(keras.utils)},
    }


def tensorflow():
    import tensorflow as tf

    return tf.__version__, {
        "tensorflow": {"functions": functions(tf)},
        "tensorflow.math": {"functions": functions(tf.math)},
        "tensorflow.nn": {"functions": functions(tf.nn)},
        "tensorflow.linalg": {"functions": functions(tf.linalg)},
        "tensorflow.random": {"functions": functions(tf.random)},
    }


def numpy():
    import numpy as np

    return np.__version__, {
        "numpy": {"functions": functions(np)},
        "numpy.linalg": {"functions": functions(np.linalg)},
        "numpy.random": {"functions": functions(np.random)},
        "numpy.ndarray": members(np.ndarray),
    }


def jax():
    import jax
    import jax.numpy as jnp

    array = jnp.zeros((2, 3))
    return jax.__version__, {
        "jax.numpy": {"functions": functions(jnp)},
        "jax.nn": {"functions": functions(jax.nn)},
        "jax.lax": {"functions": functions(jax.lax)},
        "jax.random": {"functions": functions(jax.random)},
        "jax.Array": members(type(array)),
    }


def mlx():
    import mlx.core as mx
    import mlx.nn as nn
    from mlx.nn import init, losses

    of_layers = lambda name, value: value.__module__.startswith("mlx.nn")  # noqa: E731
    return mx.__version__, {
        "mlx.core": {"functions": functions(mx)},
        "mlx.nn": {"layers": layers(nn, nn.Module), "functions": functions(nn, of_layers)},
        "mlx.nn.losses": {"functions": functions(losses, lambda name, value: value.__module__ == losses.__name__)},
        "mlx.nn.init": {"functions": functions(init, lambda name, value: value.__module__ == init.__name__)},
        "mlx.core.random": {"functions": functions(mx.random)},
        "mlx.core.linalg": {"functions": functions(mx.linalg)},
        "mlx.core.fft": {"functions": functions(mx.fft)},
        "mlx.core.fast": {"functions": functions(mx.fast)},
        "mlx.core.array": members(mx.array),
    }


RECORDERS = {"torch": torch, "keras": keras, "tensorflow": tensorflow, "numpy": numpy, "jax": jax, "mlx": mlx}


def text(framework, version, modules):
    parts = []
    for module, kinds in modules.items():
        inner = ",\n".join(f"      {json.dumps(kind)}: {json.dumps(names)}" for kind, names in kinds.items() if names)
        parts.append(f"    {json.dumps(module)}: {{\n{inner}\n    }}")
    body = ",\n".join(parts)
    return f'{{\n  "framework": {json.dumps(framework)},\n  "version": {json.dumps(version)},\n  "modules": {{\n{body}\n  }}\n}}\n'


sys.path[:] = [entry for entry in sys.path if Path(entry or ".").resolve() != HERE.resolve()]
for name in sys.argv[1:]:
    version, modules = RECORDERS[name]()
    (HERE / f"{name}.json").write_text(text(name, version, modules))
    print(name, version, {module: sum(map(len, kinds.values())) for module, kinds in modules.items()})
