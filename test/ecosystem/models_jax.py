"""As models.py, for the modules of Flax (linen and nnx), Equinox and Haiku of a checkout.

    venv/bin/python test/ecosystem/models_jax.py CHECKOUT...        (after `npm run build`; the Python needs JAX and these frameworks)

Nothing is computed: JAX only traces what is made. This RUNS the code of the checkout: only for those that may be run.
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
os.environ["JAX_PLATFORMS"] = "cpu"
models.SECONDS = 8
SECONDS_A_MODULE = 60
WORDS = ("nn.Module", "hk.Module", "eqx.Module", "equinox.Module", "nnx.Module", "nn.RNNCellBase", "hk.RNNCore")
NEVER_GIVEN = {"parent", "name", "self", "rngs", "key"}
SHAPES = ("(2, 5, {size})", "(2, {size})", "({size},)", "(5, {size})", "(2, 16, 16, {size})", "(2, 32, 32, 3)", "(3, 32, 32)", "(2, 5), jnp.int32", "(5,), jnp.int32")
LEAVES = "z = jnp.zeros(sum(p.size for p in jax.tree_util.tree_leaves({tree})))"


def kind_of(cls):
    import equinox
    import flax.linen
    import haiku
    from flax import nnx

    bases = {"linen": flax.linen.Module, "nnx": nnx.Module, "equinox": equinox.Module, "haiku": haiku.Module}
    return next((kind for kind, base in bases.items() if issubclass(cls, base)), None)


def guess(parameter, size):
    """None where nothing can be guessed."""
    name, annotation = parameter.name.lower(), str(parameter.annotation)
    if "dtype" in name:
        return Written("jnp.float32")
    if any(word in annotation for word in ("Tuple", "tuple", "Sequence")):
        return (8, 8) if "int" in annotation else None
    if "init" in name or "Callable" in annotation or "Module" in annotation:
        return None
    if parameter.annotation in (float, bool) or annotation in ("float", "bool"):
        return 0.1 if "float" in annotation else True
    if annotation in ("str", "<class 'str'>"):
        return "relu" if "act" in name else None
    return models.guess(parameter, size)


class Written(str):
    """A value as code."""

    def __repr__(self):
        return str(self)


def values_of(cls):
    try:
        parameters = inspect.signature(cls).parameters.values()
    except (TypeError, ValueError):
        return
    asked = [p for p in parameters if p.default is p.empty and p.kind not in (p.VAR_POSITIONAL, p.VAR_KEYWORD) and p.name not in NEVER_GIVEN]
    for step in (4, 0):
        values = {p.name: guess(p, 8 + step * i) for i, p in enumerate(asked)}
        if None not in values.values():
            yield values


def construction(cls, kind, values):
    given = [f"{name}={value!r}" for name, value in values.items()]
    taken = inspect.signature(cls).parameters
    if kind == "nnx" and "rngs" in taken:
        given.append("rngs=nnx.Rngs(0)")
    if kind == "equinox" and "key" in taken:
        given.append("key=jax.random.PRNGKey(0)")
    return f"{cls.__name__}({', '.join(given)})"


def inputs_of(cls, values):
    """Arrays, and what is given by name beside them."""
    taken = inspect.signature(cls.__call__).parameters
    asked = [p for p in list(taken.values())[1:] if p.default is p.empty and p.kind not in (p.VAR_KEYWORD, p.VAR_POSITIONAL)]
    named = {"train": "False", "training": "False", "is_training": "False", "deterministic": "True", "key": "jax.random.PRNGKey(1)", "rng": "jax.random.PRNGKey(1)"}
    arrays = [p for p in asked if p.name not in named]
    if not 1 <= len(arrays) <= 3 or any(p.kind is p.KEYWORD_ONLY for p in arrays):
        return
    beside = [f"{p.name}={named[p.name]}" for p in asked if p.name in named]
    if "key" in taken and not any(each.startswith("key=") for each in beside):
        beside.append("key=jax.random.PRNGKey(1)")
    sizes = [value for value in values.values() if type(value) is int] or [8]
    for size in dict.fromkeys(sizes[:4]):
        for shape in SHAPES:
            yield [f"jnp.zeros({shape.format(size=size)})"] * len(arrays), beside


def program_of(cls, kind, values, arrays=(), beside=()):
    """Without arrays the module is only made."""
    made, given = construction(cls, kind, values), ", ".join([*arrays, *beside])
    head = ["import jax", "import jax.numpy as jnp", f"from {cls.__module__} import {cls.__name__}"]
    run = [f"y = m({given})"] if arrays else []
    if kind == "nnx":
        return head + ["from flax import nnx", f"m = {made}", LEAVES.format(tree="nnx.state(m, nnx.Param)"), *run]
    if kind == "equinox":
        return head + ["import equinox as eqx", f"m = {made}", LEAVES.format(tree="eqx.filter(m, eqx.is_array)"), *run]
    if kind == "linen":
        keys = "{'params': jax.random.PRNGKey(0), 'dropout': jax.random.PRNGKey(1)}"
        return head + [f"m = {made}", f"y, v = m.init_with_output({keys}, {given})", LEAVES.format(tree="v['params']")]
    names = [f"x{i}" for i in range(len(arrays))]
    body = [f"def run({', '.join(names)}):", f"    return {made}({', '.join([*names, *beside])})", "f = hk.transform_with_state(run)"]
    key, inputs = "jax.random.PRNGKey(0)", ", ".join(arrays)
    return head + ["import haiku as hk", *body, f"v, s = f.init({key}, {inputs})", f"y, s = f.apply(v, s, {key}, {inputs})", LEAVES.format(tree="v")]


def outcome(lines):
    """The program and the shapes of its variables; None where it fails."""
    import jax

    scope = {}

    def run():
        exec("\n".join(lines), scope)
        return 0

    if models.limited(lambda: [jax.eval_shape(run)]) is None:
        return None
    real = {"z": list(scope["z"].shape)}
    given = scope.get("y")
    parts = list(given) if isinstance(given, (tuple, list)) else []
    if hasattr(given, "shape"):
        real["y"] = list(given.shape)
    elif parts and all(hasattr(part, "shape") for part in parts):
        names = [f"y{i}" for i in range(len(parts))]
        lines = [*lines, f"{', '.join(names)}{',' if len(parts) == 1 else ''} = y"]
        real.update({name: list(part.shape) for name, part in zip(names, parts)})
    return "\n".join(lines) + "\n", real


def made_of(cls):
    kind = kind_of(cls)
    for values in values_of(cls) if kind else ():
        alone = outcome(program_of(cls, kind, values)) if kind in ("nnx", "equinox") else None
        for arrays, beside in models.limited(lambda: list(inputs_of(cls, values))) or []:
            found = outcome(program_of(cls, kind, values, arrays, beside))
            if found:
                return found
        if alone:
            return alone
    return None


def made_in(name):
    module = models.limited(lambda: importlib.import_module(name))
    classes = [value for value in vars(module).values() if isinstance(value, type) and value.__module__ == name] if module else []
    end, found = time.time() + SECONDS_A_MODULE, []
    for cls in classes:
        if time.time() < end:
            found.append(made_of(cls))
    return [made for made in found if made]


if __name__ == "__main__":
    models.search(sys.argv[1:], WORDS, made_in)
