"""Records what kind of numbers PyTorch's functions and methods give for truth values, whole numbers and floats.

    pip install torch==2.13.0
    python test/goldens/dtypes/record.py

Every function and method is tried with a few lists of arguments. Of those that it takes, the first one for each kind of input and of result is kept, and so is what is in
KEPT. Writes torch.json beside this file: the preamble, and for each expression 'bool', 'int', 'float' or 'complex'.
"""
import json
import warnings
from pathlib import Path

import torch
import torch.nn.functional as F

warnings.filterwarnings("ignore")

PREAMBLE = """import torch
import torch.nn.functional as F
b = torch.zeros(4, 4).lt(1)
i = torch.zeros(4, 4).long()
f = torch.zeros(4, 4)
j = torch.tensor([[0, 1, 2, 3]] * 4)
"""
KINDS = "bif"
# `x` stands for the input itself.
ARGUMENTS = [
    "", "0", "1", "x", "b", "i", "f", "f, x", "0, j", "0, j, x", "0, j, 0", "2, 0", "0, 1", "dim=0", "dim=1, keepdim=True", "b, 0", "b, x",
    "2.0", "x, 0", "-1", "4, 4", "(2, 8)", "torch.float32", "torch.int64", "torch.bool", "1, 0, 2", "2, x", "2., x", "2, x, x", "2, 3, x, x", "x, x",
    "f, f", "x, alpha=2", "x, x, value=2",
]
OPERATORS = ["+", "-", "*", "/", "//", "%", "**", "@", "==", "<", "&", "|", "^", "<<", ">>"]
KEPT = [
    *(f"{x} {op} {y}" for op in OPERATORS for x in [*KINDS, "2", "2.0", "True"] for y in [*KINDS, "2", "2.0", "True"]),
    *(e.replace("X", x) for x in KINDS for e in [
        "-X", "~X", "abs(X)", "X[0]", "X[b]", "X[i]", "X[:, None]", "X.T", "X.data", "X.mT", "torch.tensor(X.tolist())", "torch.tensor([X[0, 0].item()])",
        "torch.tensor([v for v in X[0]])", "torch.where(b, X, 0)", "torch.where(b, X, 0.)", "torch.where(X)[0]", "torch.full_like(X, 1)", "torch.zeros_like(X)",
        "X.new_zeros(3)", "X.new_tensor([1, 2])", "X.new_full((2,), 1.5)", "torch.as_tensor(X)", "torch.from_numpy(X.numpy())", "torch.tensor(X.numpy())",
        "torch.einsum('ij,jk->ik', X, X)", "torch.stack([X, X])", "torch.cat([X, f])", "torch.cat([X, b])", "X.clamp(0, 1)", "X.clamp(0., 1)", "X.clamp(min=0.5)", "X.cumsum(dim=1)",
    ]),
    "torch.tensor([1, 2])", "torch.tensor([1., 2])", "torch.tensor([True])", "torch.tensor([True, 1])", "torch.tensor([True, 1.])", "torch.tensor([])",
    "torch.tensor([[1], [2.]])", "torch.tensor([[False for _ in range(3)] for _ in range(2)])", "torch.full((2,), 1)", "torch.full((2,), 1.)", "torch.full((2,), True)",
    "torch.arange(3)", "torch.arange(3.)", "torch.arange(0, 1, 0.1)", "torch.linspace(0, 1, 3)", "torch.eye(3)", "torch.ones(2, dtype=torch.bool)",
    "torch.tensor(1) / 2", "torch.randint(0, 2, (3,))", "torch.randperm(3)", "torch.bernoulli(f)", "torch.multinomial(f + 1, 2)", "torch.tensor([1]) * 2.0",
    "torch.zeros(3, dtype=int)", "torch.zeros(3, dtype=float)", "torch.zeros(3, dtype=bool)", "torch.tensor([1, 2], dtype=torch.float)", "torch.IntTensor([1])",
    "torch.BoolTensor([1])", "torch.FloatTensor([1])", "torch.LongTensor([1])", "torch.ByteTensor([1])", "i.type(torch.FloatTensor)", "i.type('torch.FloatTensor')",
    "i.to(f)", "i.type_as(f)", "i.to(torch.float)", "i.to('cpu')", "i.to('cpu', torch.float)", "f.to(dtype=torch.long)", "i.hsplit(2, 0)[0]", "f.add(2, 0)", "f.histogram()[0]",
    "F.gumbel_softmax(f, f)", "torch.tensor([[], [1.0]])", "F.dropout(i, 1)",
]
# They change the process, or give what is random in kind.
SKIPPED = {"seed", "set_default_dtype", "set_default_device", "set_default_tensor_type", "save", "load", "fork", "wait", "compile", "share_memory", "pin_memory", "cuda", "xpu", "ipu",
           "mtia", "backward", "to"}


def kind_of(value):
    dtype = value.dtype
    return "bool" if dtype == torch.bool else "complex" if dtype.is_complex else "float" if dtype.is_floating_point else "int"


def attempt(expression):
    """The kinds of the tensors that it gives, by expressions for them; nothing where it is refused."""
    scope = {}
    exec(PREAMBLE, scope)
    try:
        value = eval(expression, scope)
    except Exception:
        return {}
    if isinstance(value, torch.Tensor):
        return {expression: kind_of(value)}
    several = enumerate(value) if isinstance(value, tuple) else []
    return {f"{expression}[{k}]": kind_of(v) for k, v in several if isinstance(v, torch.Tensor)}


def names_of(owner):
    return [n for n in dir(owner) if not n.startswith("_") and n not in SKIPPED and not n.startswith("set_") and callable(getattr(owner, n, None))]


def calls():
    """Each function with each kind of input: the calls to try."""
    for name in names_of(torch.Tensor):
        for x in KINDS:
            yield [f"{x}.{name}({a.replace('x', x)})" for a in ARGUMENTS]
    for prefix, owner in (("torch", torch), ("F", F)):
        for name in names_of(owner):
            if isinstance(getattr(owner, name), type):
                continue
            for x in KINDS:
                yield [f"{prefix}.{name}({', '.join(p for p in (x, a.replace('x', x)) if p)})" for a in ARGUMENTS]


def main():
    results = {}
    for tried in calls():
        seen = set()
        for expression in tried:
            given = attempt(expression)
            if tuple(given.values()) not in seen:
                seen.add(tuple(given.values()))
                results.update(given)
    for expression in KEPT:
        results.update(attempt(expression))
    text = json.dumps({"version": torch.__version__.split("+")[0], "preamble": PREAMBLE, "results": results}, indent=1)
    Path(__file__).with_name("torch.json").write_text(text + "\n")
    print(len(results), "expressions")


main()
