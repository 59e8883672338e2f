"""Records what NumPy, PyTorch and TensorFlow do to shapes, as the truth for the tests of src/shapes.

    pip install numpy torch tensorflow-cpu
    python test/goldens/shapes/record.py            # all that are installed
    python test/goldens/shapes/record.py numpy      # one of them

Writes <framework>.json beside this file: {"version": ..., "cases": {operation: [[arguments, result], ...]}}. A result is a
shape, a list of shapes, or null where the framework refused. The sizes are small on purpose: each case is really run.
"""
import contextlib
import io
import json
import os
import random
import string
import sys
from pathlib import Path

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
CASES = 120
SIZES = [0, 1, 1, 2, 3, 4, 6]


class Generator(random.Random):
    """Random arguments, many of them valid, some of them not."""

    def shape(self, least=0, most=4, sizes=SIZES):
        return [self.choice(sizes) for _ in range(self.randint(least, most))]

    def axis(self, rank):
        valid = range(-rank, rank)
        return self.choice(valid) if rank and self.random() < 0.9 else self.choice([-rank - 1, rank, rank + 1])

    def mutated(self, shape, chance=0.25, sizes=SIZES):
        return [self.choice(sizes) if self.random() < chance else n for n in shape]

    def broadcastable(self, shape):
        other = [1 if self.random() < 0.3 else n for n in shape]
        other = self.mutated(other, 0.1)
        return other[self.randint(0, len(other)):] if self.random() < 0.4 else other

    def permutation(self, rank):
        order = list(range(rank))
        self.shuffle(order)
        order = [a - rank if self.random() < 0.2 else a for a in order]
        return self.mutated(order, 0.05)

    def factors(self, total):
        """A shape of about so many elements."""
        sizes = []
        while total > 1 and len(sizes) < 4:
            divisors = [d for d in range(1, total + 1) if total % d == 0]
            sizes.append(self.choice(divisors))
            total //= sizes[-1]
        if total != 1 or self.random() < 0.2:
            sizes.append(total)
        if sizes and self.random() < 0.5:
            sizes[self.randrange(len(sizes))] = -1
        return self.mutated(sizes, 0.08, [-1, -2, 0, 1, 2, 3])

    def slice(self):
        number = lambda: None if self.random() < 0.35 else self.randint(-7, 7)
        step = None if self.random() < 0.6 else self.choice([-3, -2, -1, 1, 2, 3, 0])
        return ["slice", number(), number(), step]

    def einsum(self):
        labels = self.sample(string.ascii_letters, 4)
        size_of = {label: self.choice([1, 2, 3, 4]) for label in labels}
        terms, shapes = [], []
        for _ in range(self.randint(1, 3)):
            term = [self.choice(labels) for _ in range(self.randint(0, 3))]
            shape = [size_of[label] for label in term]
            if self.random() < 0.3:
                at, extra = self.randint(0, len(term)), self.shape(0, 2, [1, 1, 5])
                shape[at:at] = extra
                term[at:at] = ["..."]
            terms.append("".join(term))
            shapes.append(self.mutated(shape, 0.06, [1, 2, 3]))
        text = ",".join(terms)
        if self.random() < 0.7:
            known = [label for label in labels if label in text]
            output = self.sample(known, self.randint(0, len(known)))
            if "..." in text and self.random() < 0.9:
                output.insert(self.randint(0, len(output)), "...")
            text += "->" + "".join(output)
        if self.random() < 0.06:
            text = text.replace(self.choice(text or " "), self.choice(["", ".", "q", "->", ","]), 1)
        return [text, shapes]


def product(shape):
    n = 1
    for size in shape:
        n *= size
    return n


def indices(r, shape, with_arrays=True, negative_steps=True):
    result, used = [], 0
    joint = r.shape(0, 2, [1, 2, 5])
    while used < len(shape) + (r.random() < 0.05):
        kind = r.choice(["at", "slice", "slice", "newaxis", "ellipsis"] + ["array", "array", "mask"] * with_arrays)
        if kind == "ellipsis":
            if any(i[0] == "ellipsis" for i in result) and r.random() < 0.9:
                continue
            if r.random() < 0.6:
                used = max(used, r.randint(0, len(shape)))
            result.append(["ellipsis"])
        elif kind == "newaxis":
            result.append(["newaxis"])
        elif kind == "mask":
            rank = r.randint(1, 2)
            result.append(["mask", r.mutated(shape[used:used + rank] or [2], 0.1)])
            used += rank
        else:
            size = shape[used] if used < len(shape) else 1
            if size == 0 and kind != "slice":
                continue
            if kind == "at":
                result.append(["at", r.randint(-size - (r.random() < 0.1), max(size - 1, 0))])
            elif kind == "slice":
                s = r.slice()
                if not negative_steps and s[3] is not None:
                    s[3] = abs(s[3])
                result.append(s)
            else:
                result.append(["array", r.broadcastable(joint)])
            used += 1
        if len(result) > 6 or (used and r.random() < 0.15):
            break
    return result


def numpy_cases(r):
    import numpy as np

    z = np.zeros

    def subscript(shape, items):
        key = []
        for kind, *rest in items:
            key.append({
                "at": lambda: rest[0],
                "slice": lambda: slice(*rest),
                "newaxis": lambda: None,
                "ellipsis": lambda: Ellipsis,
                "array": lambda: z(rest[0], int),
                "mask": lambda: np.ones(rest[0], bool),
            }[kind]())
        return z(shape)[tuple(key)]

    def bounded(shape):
        return shape or [2]

    def matrices():
        k = r.choice([1, 2, 3])
        a, b = r.shape(1, 2), r.shape(1, 2)
        batch = r.shape(0, 2)
        left = (batch if r.random() < 0.6 else []) + (a[:1] if r.random() < 0.8 else []) + [k]
        right = (r.broadcastable(batch) if r.random() < 0.6 else []) + [k] + (b[:1] if r.random() < 0.8 else [])
        return [r.mutated(left, 0.08), r.mutated(right, 0.08)]

    def joined():
        shape = bounded(r.shape(1, 3))
        axis = r.axis(len(shape))
        shapes = [list(shape) for _ in range(r.randint(1, 3))]
        for s in shapes:
            if -len(s) <= axis < len(s):
                s[axis] = r.choice(SIZES)
        return [[r.mutated(s, 0.04) for s in shapes], axis]

    def contracted():
        shared = r.shape(1, 2, [1, 2, 3])
        a, b = r.shape(0, 2), r.shape(0, 2)
        if r.random() < 0.4:
            return [r.mutated(a + shared, 0.08), r.mutated(shared + b, 0.08), len(shared)]
        left = list(range(len(a), len(a) + len(shared)))
        right = list(range(len(shared)))
        return [r.mutated(a + shared, 0.08), r.mutated(shared + b, 0.08), [left, right]]

    def some_axes(shape):
        return [r.axis(len(shape)) for _ in range(r.randint(0, max(1, len(shape) - 1)))]

    def with_axis(make, least=1):
        shape = r.shape(least, 3)
        return make(shape, r.axis(len(shape)))

    def moved():
        shape = r.shape(1, 4)
        n = r.randint(1, len(shape))
        return [shape, r.permutation(len(shape))[:n], r.permutation(len(shape))[:n]]

    def reshaped():
        shape = r.shape(0, 3)
        return [shape, r.factors(product(shape))]

    yield "broadcast", lambda: (lambda s: [s, r.broadcastable(s)])(r.shape()), lambda a, b: np.broadcast(z(a), z(b))
    yield "broadcastTo", lambda: (lambda s: [r.broadcastable(s), s])(r.shape()), lambda a, b: np.broadcast_to(z(a), b)
    yield "matmul", matrices, lambda a, b: np.matmul(z(a), z(b))
    yield "dot", matrices, lambda a, b: np.dot(z(a), z(b))
    yield "outer", lambda: [r.shape(0, 2), r.shape(0, 2)], lambda a, b: np.outer(z(a), z(b))
    yield "tensordot", contracted, lambda a, b, axes: np.tensordot(z(a), z(b), axes)
    yield "einsum", r.einsum, lambda text, shapes: np.einsum(text, *[z(s) for s in shapes])
    yield "concatenate", joined, lambda shapes, axis: np.concatenate([z(s) for s in shapes], axis)
    yield (
        "stack",
        lambda: (lambda s: [[r.mutated(s, 0.04) for _ in range(r.randint(1, 3))], r.axis(len(s) + 1)])(r.shape(0, 3)),
        lambda shapes, axis: np.stack([z(s) for s in shapes], axis),
    )
    yield "reshape", reshaped, lambda s, target: z(s).reshape(target)
    yield "transpose", lambda: (lambda s: [s, r.permutation(len(s))])(r.shape()), lambda s, p: z(s).transpose(p)
    yield "swapaxes", lambda: (lambda s: [s, r.axis(len(s)), r.axis(len(s))])(r.shape(1)), lambda s, i, j: z(s).swapaxes(i, j)
    yield "moveaxis", moved, lambda s, a, b: np.moveaxis(z(s), a, b)
    yield "squeezeAll", lambda: [r.shape()], lambda s: z(s).squeeze()
    yield "squeeze", lambda: (lambda s: [s, some_axes(s)])(r.shape(1, 4, [1, 1, 1, 2])), lambda s, a: z(s).squeeze(tuple(a))
    yield "expandDims", lambda: (lambda s: [s, some_axes(s + [1])])(r.shape()), lambda s, a: np.expand_dims(z(s), tuple(a))
    yield "tile", lambda: [r.shape(0, 3), r.shape(0, 3, [0, 1, 2, 3, -1])], lambda s, n: np.tile(z(s), n)
    yield (
        "repeat",
        lambda: with_axis(lambda s, a: [s, r.choice([[2], [0], [3], r.shape(0, 3), [-1]]), a if r.random() < 0.7 else None]),
        lambda s, n, a: np.repeat(z(s), n, a),
    )
    yield "splitEqually", lambda: with_axis(lambda s, a: [s, r.randint(0, 4), a]), lambda s, n, a: np.split(z(s), n, a)
    yield "arraySplit", lambda: with_axis(lambda s, a: [s, r.randint(0, 4), a]), lambda s, n, a: np.array_split(z(s), n, a)
    yield (
        "splitAt",
        lambda: with_axis(lambda s, a: [s, [r.randint(-7, 7) for _ in range(r.randint(0, 3))], a]),
        lambda s, n, a: np.split(z(s), n, a),
    )
    yield "reduce", lambda: (lambda s: [s, some_axes(s), r.random() < 0.3])(r.shape(1)), lambda s, a, k: z(s).sum(tuple(a), keepdims=k)
    yield "reduceOne", lambda: (lambda s: [s, r.axis(len(s))])(r.shape(0, 2)), lambda s, a: z(s).sum(a)
    for _ in range(5):
        yield "index", lambda: (lambda s: [s, indices(r, s)])(r.shape(0, 4)), subscript
    yield (
        "take",
        lambda: with_axis(lambda s, a: [r.mutated(s, 1, [1, 2, 3]), r.shape(0, 2), a if r.random() < 0.8 else None]),
        lambda s, i, a: np.take(z(s), z(i, int), a),
    )
    yield (
        "takeAlongAxis",
        lambda: with_axis(lambda s, a: (lambda t: [t, r.broadcastable(t), a])(r.mutated(s, 1, [1, 2, 3]))),
        lambda s, i, a: np.take_along_axis(z(s), z(i, int), a),
    )
    yield (
        "pad",
        lambda: (lambda s: [s, [[r.randint(0, 2), r.randint(0, 2)] for _ in s]])(r.shape(1, 3)),
        lambda s, w: np.pad(z(s), w),
    )
    yield (
        "slidingWindows",
        lambda: with_axis(lambda s, a: [s, a, r.randint(1, 4)]),
        lambda s, a, n: np.lib.stride_tricks.sliding_window_view(z(s), n, axis=a),
    )
    number = lambda: r.randint(-8, 8)
    yield "arange", lambda: [number(), number(), r.randint(-3, 3)], lambda a, b, c: np.arange(a, b, c)
    yield (
        "diagonal",
        lambda: (lambda s: [s, r.randint(-4, 4), [r.axis(len(s)), r.axis(len(s))]])(r.shape(1)),
        lambda s, o, a: np.diagonal(z(s), o, *a),
    )
    yield "diag", lambda: [r.shape(0, 3), r.randint(-4, 4)], lambda s, o: np.diag(z(s), o)


def torch_cases(r):
    import torch

    z = torch.zeros
    F = torch.nn.functional

    def subscript(shape, items):
        key = []
        for kind, *rest in items:
            key.append({
                "at": lambda: rest[0],
                "slice": lambda: slice(*rest),
                "newaxis": lambda: None,
                "ellipsis": lambda: Ellipsis,
                "array": lambda: z(rest[0], dtype=torch.long),
                "mask": lambda: torch.ones(rest[0], dtype=torch.bool),
            }[kind]())
        return z(shape)[tuple(key)]

    def with_axis(make, least=1, sizes=SIZES):
        shape = r.shape(least, 3, sizes)
        return make(shape, r.axis(len(shape)))

    def joined():
        shape = r.shape(1, 3)
        axis = r.axis(len(shape))
        shapes = [list(shape) for _ in range(r.randint(1, 3))]
        for s in shapes:
            if -len(s) <= axis < len(s):
                s[axis] = r.choice(SIZES)
        return [[[0] if r.random() < 0.15 else r.mutated(s, 0.04) for s in shapes], axis]

    def window():
        return [r.randint(1, 12), r.randint(1, 4), r.randint(1, 3), r.randint(1, 3), r.randint(0, 2)]

    yield "broadcast", lambda: (lambda s: [s, r.broadcastable(s)])(r.shape()), lambda a, b: z(a) + z(b)
    yield (
        "broadcastTo",
        lambda: (lambda s: [r.broadcastable(s), r.mutated(s, 0.15, [-1])])(r.shape()),
        lambda a, b: z(a).expand(b),
    )
    yield "bmm", lambda: (lambda b, n, k, m: [r.mutated([b, n, k], 0.1), r.mutated([b, k, m], 0.1)])(*[r.randint(0, 3) for _ in range(4)]), lambda a, b: torch.bmm(z(a), z(b))
    yield "einsum", r.einsum, lambda text, shapes: torch.einsum(text, *[z(s) for s in shapes])
    yield "concatenate", joined, lambda shapes, axis: torch.cat([z(s) for s in shapes], axis)
    yield "reshape", lambda: (lambda s: [s, r.factors(product(s))])(r.shape(0, 3)), lambda s, t: z(s).reshape(t)
    yield "flatten", lambda: with_axis(lambda s, a: [s, a, r.axis(len(s))]), lambda s, i, j: z(s).flatten(i, j)
    yield "unflatten", lambda: with_axis(lambda s, a: [s, a, r.factors(s[a % len(s)])]), lambda s, a, t: z(s).unflatten(a, t)
    yield "squeezeAll", lambda: [r.shape()], lambda s: z(s).squeeze()
    yield "squeeze", lambda: with_axis(lambda s, a: [s, [a]], 1, [1, 1, 2]), lambda s, a: z(s).squeeze(tuple(a))
    yield "tile", lambda: [r.shape(0, 3), r.shape(0, 4, [0, 1, 2, 3, -1])], lambda s, n: z(s).repeat(n)
    yield "splitBySize", lambda: with_axis(lambda s, a: [s, r.randint(-1, 4), a]), lambda s, n, a: z(s).split(n, a)
    yield (
        "splitBySizes",
        lambda: with_axis(lambda s, a: (lambda k: [s, r.mutated([k, s[a % len(s)] - k], 0.1), a])(r.randint(0, s[a % len(s)]))),
        lambda s, n, a: z(s).split(n, a),
    )
    yield "chunk", lambda: with_axis(lambda s, a: [s, r.randint(0, 5), a]), lambda s, n, a: z(s).chunk(n, a)
    yield "arraySplit", lambda: with_axis(lambda s, a: [s, r.randint(0, 4), a]), lambda s, n, a: z(s).tensor_split(n, a)
    yield (
        "splitAt",
        lambda: with_axis(lambda s, a: [s, [r.randint(-7, 7) for _ in range(r.randint(0, 3))], a]),
        lambda s, n, a: z(s).tensor_split(n, a),
    )
    yield "unstack", lambda: with_axis(lambda s, a: [s, a]), lambda s, a: z(s).unbind(a)
    yield "reduce", lambda: with_axis(lambda s, a: [s, [a], r.random() < 0.3]), lambda s, a, k: z(s).sum(a, keepdim=k)
    yield "reduceOne", lambda: (lambda s: [s, r.axis(len(s))])(r.shape(0, 2)), lambda s, a: z(s).sum(a)
    yield "swapaxes", lambda: (lambda s: [s, r.axis(len(s)), r.axis(len(s))])(r.shape(0, 3)), lambda s, i, j: z(s).transpose(i, j)
    for _ in range(4):
        yield "index", lambda: (lambda s: [s, indices(r, s, True, False)])(r.shape(1, 4)), subscript
    yield (
        "gather",
        lambda: with_axis(lambda s, a: [s, a, r.mutated(s, 0.5, [1, 2, 3])], 1, [1, 2, 3, 4]),
        lambda s, a, i: z(s).gather(a, z(i, dtype=torch.long)),
    )
    yield (
        "takeAlongAxis",
        lambda: with_axis(lambda s, a: [s, r.broadcastable(s), a], 1, [1, 2, 3]),
        lambda s, i, a: torch.take_along_dim(z(s), z(i, dtype=torch.long), a),
    )
    yield "oneHot", lambda: [r.shape(0, 3, [1, 2, 3]), r.randint(1, 4), -1], lambda s, n, a: F.one_hot(z(s, dtype=torch.long), n)
    yield "repeat", lambda: with_axis(lambda s, a: [s, r.choice([[2], [0], [3], r.shape(1, 3, [0, 1, 2])]), a if r.random() < 0.7 else None]), lambda s, n, a: torch.repeat_interleave(z(s), torch.tensor(n), a)
    yield "pad", lambda: (lambda s: [s, [[r.randint(-3, 2), r.randint(-3, 2)] for _ in s]])(r.shape(1, 3)), lambda s, w: F.pad(z(s), [n for pair in reversed(w) for n in pair])
    yield "convolution", window, lambda n, k, s, d, p: F.conv1d(z(1, 1, n), z(1, 1, k), stride=s, dilation=d, padding=p)[0, 0]
    # Poolings disagree on how much padding a dilated window takes.
    yield "pooling", lambda: (lambda n, k, s, d, p: [n, k, s, d if p <= k // 2 else 1, p, r.random() < 0.6])(*window()), lambda n, k, s, d, p, c: F.max_pool1d(z(1, 1, n), k, s, p, d, ceil_mode=c)[0, 0]
    yield "transposed", lambda: window() + [r.randint(0, 2)], lambda n, k, s, d, p, o: F.conv_transpose1d(z(1, 1, n), z(1, 1, k), stride=s, padding=p, output_padding=o, dilation=d)[0, 0]
    yield "unfold", lambda: with_axis(lambda s, a: [s, a, r.randint(1, 4), r.randint(1, 3)]), lambda s, a, n, t: z(s).unfold(a, n, t)
    yield "upsample", lambda: [r.randint(1, 9), r.choice([0.5, 1, 1.25, 1.5, 2, 3, 2.7])], lambda n, f: F.interpolate(z(1, 1, n), scale_factor=f)[0, 0]
    yield "arange", lambda: [r.randint(-8, 8), r.randint(-8, 8), r.randint(-3, 3)], torch.arange
    yield "diagonal", lambda: (lambda s: [s, r.randint(-4, 4), [r.axis(len(s)), r.axis(len(s))]])(r.shape(1)), lambda s, o, a: torch.diagonal(z(s), o, *a)


def tensorflow_cases(r):
    import keras
    import tensorflow as tf

    z = tf.zeros
    whole = lambda shape: tf.zeros(shape, tf.int32)

    def with_axis(make, least=1, sizes=(1, 2, 3, 4)):
        shape = r.shape(least, 3, list(sizes))
        return make(shape, r.axis(len(shape)))

    def gathered():
        shape = r.shape(2, 4, [1, 2, 3])
        batch = r.randint(0, 2)
        return [shape, r.mutated(shape[:batch] + r.shape(0, 2, [1, 2]), 0.1, [1, 2, 3]), r.axis(len(shape)), batch]

    def inferred(shape, axis):
        total = shape[axis % len(shape)]
        first = r.randint(0, total)
        return [shape, r.mutated([first, -1 if r.random() < 0.5 else total - first], 0.1, [0, 1, 2, 3, 9]), axis]

    def keras_window():
        return [r.randint(1, 12), r.randint(1, 4), r.randint(1, 3), r.choice(["valid", "same"])]

    def length(layer, n):
        # Symbolically: a window that does not fit crashes oneDNN.
        return z([layer(keras.Input((n, 1))).shape[1]])

    def conv(n, k, s, d, padding):
        return length(keras.layers.Conv1D(1, k, strides=s, dilation_rate=d, padding=padding), n)

    def conv_transpose(n, k, s, padding, o):
        return length(keras.layers.Conv1DTranspose(1, k, strides=s, padding=padding, output_padding=o), n)

    yield "gatherBatched", gathered, lambda s, i, a, b: tf.gather(z(s), whole(i), axis=a, batch_dims=b)
    yield "gatherNd", lambda: [r.shape(1, 3, [1, 2, 3]), r.shape(0, 2, [1, 2]) + [r.randint(0, 4)]], lambda s, i: tf.gather_nd(z(s), whole(i))
    yield "einsum", r.einsum, lambda text, shapes: tf.einsum(text, *[z(s) for s in shapes])
    yield "splitBySizes", lambda: with_axis(inferred), lambda s, n, a: tf.split(z(s), n, a)
    yield "splitEqually", lambda: with_axis(lambda s, a: [s, r.randint(1, 4), a]), lambda s, n, a: tf.split(z(s), n, a)
    yield "tile", lambda: (lambda s: [s, r.mutated(s, 1, [0, 1, 2]) + [2] * (r.random() < 0.1)])(r.shape(1, 3)), lambda s, n: tf.tile(z(s), n)
    yield "squeeze", lambda: with_axis(lambda s, a: [s, [a]], 1, [1, 1, 2]), lambda s, a: tf.squeeze(z(s), a)
    yield "oneHot", lambda: (lambda s: [s, r.randint(0, 4), r.choice([-1, *range(len(s) + 2)])])(r.shape(0, 3)), lambda s, n, a: tf.one_hot(whole(s), n, axis=a)
    yield "kerasReshape", lambda: (lambda s: [[2] + s, r.factors(product(s))])(r.shape(1, 3, [1, 2, 3, 4])), lambda s, t: keras.layers.Reshape(t)(z(s))
    yield "kerasFlatten", lambda: [r.shape(1, 4, [1, 2, 3])], lambda s: keras.layers.Flatten()(z(s))
    yield "convolution", lambda: (lambda n, k, s, p: r.choice([[n, k, s, 1, p], [n, k, 1, r.randint(1, 3), p], [n, k, s, 1, "causal"]]))(*keras_window()), conv
    yield "pooling", keras_window, lambda n, k, s, p: length(keras.layers.MaxPooling1D(k, s, p), n)
    yield "transposed", lambda: keras_window() + [None if r.random() < 0.6 else r.randint(0, 1)], conv_transpose


def shape_of(result):
    if isinstance(result, (list, tuple)):
        return [shape_of(part) for part in result]
    return [int(n) for n in result.shape]


def record(name, cases_of, version):
    recorded = {}
    for operation, arguments, run in cases_of(Generator(name)):
        cases = recorded.setdefault(operation, [])
        for _ in range(CASES):
            given = json.loads(json.dumps(arguments()))
            try:
                with contextlib.redirect_stderr(io.StringIO()):
                    result = shape_of(run(*given))
            except Exception:  # every refusal counts, whatever the framework raises
                result = None
            # A size below 0 is a slip of the framework, not a fact.
            if [given, result] not in cases and "-" not in json.dumps(result):
                cases.append([given, result])
    lines = []
    for operation, cases in recorded.items():
        rows = ",\n".join("      " + json.dumps(case) for case in cases)
        lines.append(f"    {json.dumps(operation)}: [\n{rows}\n    ]")
    text = f'{{\n  "version": {json.dumps(version)},\n  "cases": {{\n' + ",\n".join(lines) + "\n  }\n}\n"
    (Path(__file__).parent / f"{name}.json").write_text(text)
    total = sum(map(len, recorded.values()))
    refused = sum(result is None for cases in recorded.values() for _, result in cases)
    print(f"{name} {version}: {total} cases, {refused} refused")


FRAMEWORKS = {"numpy": numpy_cases, "torch": torch_cases, "tensorflow": tensorflow_cases}

if __name__ == "__main__":
    for name in sys.argv[1:] or FRAMEWORKS:
        try:
            module = __import__(name)
        except ImportError:
            print(f"{name} is not installed")
            continue
        record(name, FRAMEWORKS[name], module.__version__)
