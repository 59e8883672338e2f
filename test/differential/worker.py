"""Runs programs in a real framework and tells what each did: one JSON line in, {"id", "code"}, one out.

    python3 worker.py torch        (or keras, tf_keras, keras2, tf1_keras, jax)

The first line out is {"ready": "torch 2.13.0"} or {"missing": why}. With "compiles" in place of "code" the answer is only whether it is Python:
{"compiles"}. An answer has

    raises    null, or {"lines", "says"}: the lines of the program that the exception passed
    executed  the lines that ran, the raising ones included
    vars      what the program assigned to variables of its own: a shape for a tensor or array, the type's name for anything else
    locals    by function and variable: every shape that the variable had when a call of the function ended
    layers    the framework's layers that the program made, those inside other layers left out: {"line", "type", "weights", "parameters"}; or null
"""

import io
import json
import os
import signal
import sys
import traceback

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("CUDA_VISIBLE_DEVICES", "")
# TensorFlow looks for the source of a program's functions to convert them, and is not to find the lines of this file instead.
__loader__ = None
NAME = "program"
SECONDS = 60


class TooLong(BaseException):
    pass


def too_long(*_):
    raise TooLong()


def shape_of(value):
    """The shape, or None for what has none."""
    try:
        # Keras 2 knows more of its tensors than TensorFlow 1 does, whose sizes are objects.
        shape = getattr(value, "_keras_shape", None) or value.shape
        sizes = [] if callable(shape) else [getattr(d, "value", d) for d in shape]
        return None if callable(shape) else [None if d is None else int(d) for d in sizes]
    except Exception:
        return None


def line_in_program(frame):
    while frame is not None and frame.f_code.co_filename != NAME:
        frame = frame.f_back
    return frame.f_lineno if frame is not None else 0


def where_made(frame, made):
    """Outside of the initialisers of what is made."""
    while frame is not None and frame.f_code.co_name == "__init__" and frame.f_locals.get("self") is made:
        frame = frame.f_back
    return frame


class Trace:
    """What runs in the program itself: its lines, and the variables of its functions."""

    def __init__(self):
        self.executed = set()
        self.raising = []
        self.locals = {}

    def __call__(self, frame, event, _):
        if frame.f_code.co_filename != NAME:
            return None
        if event == "line":
            self.executed.add(frame.f_lineno)
        if event == "exception":
            self.raising.append(frame.f_lineno)
        if event == "return" and frame.f_code.co_name != "<module>":
            scope = self.locals.setdefault(getattr(frame.f_code, "co_qualname", frame.f_code.co_name), {})
            for name, value in list(frame.f_locals.items()):
                scope.setdefault(name, []).append(shape_of(value))
        return self


class TorchLayers:
    def __init__(self):
        import torch

        self.torch = torch
        self.made = []
        original = torch.nn.Module.__init__

        def init(module, *args, **options):
            self.made.append((line_in_program(where_made(sys._getframe(1), module)), module))
            original(module, *args, **options)

        torch.nn.Module.__init__ = init
        torch.manual_seed(0)
        torch.set_num_threads(1)
        self.containers = (torch.nn.Sequential, torch.nn.ModuleList, torch.nn.ModuleDict)

    version = property(lambda self: f"torch {self.torch.__version__.split('+')[0]}")

    def is_layer(self, module):
        return type(module).__module__.startswith("torch.nn") and not isinstance(module, self.containers)

    def start(self):
        self.made.clear()

    def told(self):
        made = [(line, module) for line, module in self.made if hasattr(module, "_modules")]
        layers = [(line, module) for line, module in made if self.is_layer(module)]
        inner = {id(m) for _, layer in layers for m in layer.modules() if m is not layer}
        own = [(line, module) for line, module in made if self.is_own(module) and list(module.parameters(recurse=False))]
        return [self.entry(line, layer) for line, layer in layers + own if id(layer) not in inner]

    @staticmethod
    def is_own(module):
        """Of a class in the program: counts with its own weights only, and the layers it holds count for themselves."""
        return type(module).__module__ == "__main__"

    def entry(self, line, layer):
        named = list(layer.named_parameters(recurse=not self.is_own(layer)))
        weights = [[name, list(value.shape)] for name, value in named]
        # A layer with a parametrisation is of a class of its own that is named after the layer's.
        kind = type(layer).__name__.removeprefix("Parametrized")
        return {"line": line, "type": kind, "weights": weights, "parameters": sum(value.numel() for _, value in named)}


class KerasLayers:
    def __init__(self):
        import keras

        self.keras = keras
        self.made = []
        self.programs = 0
        self.watch(keras.layers.Layer)
        try:
            import tf_keras

            self.watch(tf_keras.layers.Layer)
            self.models = (keras.Model, tf_keras.Model)
        except ImportError:
            self.models = (keras.Model,)

    version = property(lambda self: f"Keras {self.keras.__version__}")

    def watch(self, base):
        original = base.__init__

        def init(layer, *args, **options):
            self.made.append((line_in_program(sys._getframe(1)), layer))
            original(layer, *args, **options)

        base.__init__ = init

    def is_layer(self, layer):
        return not isinstance(layer, self.models)

    def start(self):
        self.made.clear()
        self.programs += 1
        if self.programs % 200 == 0:  # it takes longer than most programs
            self.keras.backend.clear_session()

    def told(self):
        made = [(line, layer) for line, layer in self.made if self.is_layer(layer)]
        # A call that was refused may have built a cell and not its layer.
        inner = {id(m) for _, layer in made if not self.is_own(layer) for m in self.below(layer) if m is not layer}
        layers = [(line, layer) for line, layer in made if getattr(layer, "built", False)]
        return [self.entry(line, layer) for line, layer in layers if id(layer) not in inner]

    @staticmethod
    def is_own(layer):
        """Of a class in the program: counts with its own weights only, and the layers it holds count for themselves."""
        return type(layer).__module__ == "__main__"

    @staticmethod
    def own_weights(layer):
        kind = "variables" if hasattr(layer, "_trainable_variables") else "weights"  # before Keras 3
        return getattr(layer, f"_trainable_{kind}") + getattr(layer, f"_non_trainable_{kind}")

    @staticmethod
    def below(layer):
        try:
            return list(layer._flatten_layers())
        except Exception:
            return []

    def entry(self, line, layer):
        try:
            owned = self.own_weights(layer) if self.is_own(layer) else layer.weights
            weights = [[w.name.split(":")[0].split("/")[-1], shape_of(w)] for w in owned if "seed_generator" not in getattr(w, "path", w.name)]
        except Exception:
            return {"line": line, "type": type(layer).__name__, "weights": None, "parameters": None}
        count = 0
        for _, shape in weights:
            size = 1
            for d in shape:
                size *= d
            count += size
        return {"line": line, "type": type(layer).__name__, "weights": weights, "parameters": count}


class TfKerasLayers(KerasLayers):
    def __init__(self):
        import tf_keras

        self.keras = tf_keras
        self.made = []
        self.programs = 0
        self.watch(tf_keras.layers.Layer)
        # Its metrics are layers too.
        self.models = (tf_keras.Model, tf_keras.metrics.Metric)

    version = property(lambda self: f"tf_keras {self.keras.__version__}")


class Tf1KerasLayers(KerasLayers):
    """tf.keras of TensorFlow 1."""

    def __init__(self):
        import tensorflow

        self.keras = tensorflow.keras
        self.made = []
        self.programs = 0
        self.watch(self.keras.layers.Layer)
        self.models = (self.keras.Model, self.keras.metrics.Metric)

    version = property(lambda self: f"tf.keras {self.keras.__version__}")

    @staticmethod
    def below(layer):
        return [one for one in layer.submodules]


class Keras2Layers(KerasLayers):
    """Keras before it was part of TensorFlow, where no layer tells which it holds."""

    def __init__(self):
        import keras

        self.keras = keras
        self.made = []
        self.programs = 0
        self.watch(keras.layers.Layer)
        self.models = (keras.Model,)

    @staticmethod
    def below(layer):
        found, left = [], [layer]
        while left:
            one = left.pop()
            found.append(one)
            held = [getattr(one, name, None) for name in ("layer", "cell", "forward_layer", "backward_layer")]
            left += [each for each in held + list(getattr(one, "cells", [])) if each is not None and each not in found]
        return found


class NoLayers:
    """JAX and its libraries, whose weights are variables of the program."""

    def __init__(self):
        import jax

        self.version = f"JAX {jax.__version__}"

    def start(self):
        pass

    def told(self):
        return None


WORKERS = {"jax": NoLayers, "torch": TorchLayers, "keras": KerasLayers, "tf_keras": TfKerasLayers, "keras2": Keras2Layers, "tf1_keras": Tf1KerasLayers}


def own_variables(names):
    told = {}
    for name, value in names.items():
        if name.startswith("_") or isinstance(value, type(sys)):
            continue
        shape = shape_of(value)
        told[name] = type(value).__name__ if shape is None else shape
    return told


def is_python(code):
    try:
        compile(code, NAME, "exec")
        return True
    except SyntaxError:
        return False


def run(code, layers):
    layers.start()
    names, trace, raises = {"__name__": "__main__"}, Trace(), None
    compiled = compile(code, NAME, "exec")
    signal.setitimer(signal.ITIMER_REAL, SECONDS)
    try:
        sys.settrace(trace)
        exec(compiled, names)
    except TooLong:
        return {"late": True}
    except Exception as error:
        lines = [f.lineno for f in traceback.extract_tb(sys.exc_info()[2]) if f.filename == NAME]
        # Keras leaves frames out of its tracebacks. Programs catch nothing, so that every line an exception passed is one that raised.
        lines += [line for line in trace.raising if line not in lines]
        raises = {"lines": lines, "says": f"{type(error).__name__}: {error}"[:400]}
    finally:
        sys.settrace(None)
        signal.setitimer(signal.ITIMER_REAL, 0)
    return {
        "raises": raises,
        "executed": sorted(trace.executed),
        "vars": own_variables(names),
        "locals": trace.locals,
        "layers": layers.told(),
    }


def main():
    out = os.fdopen(os.dup(1), "w")
    sys.stdout = sys.stderr = io.StringIO()
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    tell = lambda answer: print(json.dumps(answer), file=out, flush=True)
    import warnings

    warnings.simplefilter("ignore")
    try:
        layers = WORKERS[sys.argv[1]]()
    except ImportError as error:
        return tell({"missing": str(error)})
    signal.signal(signal.SIGALRM, too_long)
    tell({"ready": layers.version})
    for line in sys.stdin:
        asked = json.loads(line)
        if "compiles" in asked:
            tell({"compiles": is_python(asked["compiles"])})
            continue
        tell({"id": asked["id"], **run(asked["code"], layers)})
        sys.stdout.truncate(0)


if __name__ == "__main__":
    main()
