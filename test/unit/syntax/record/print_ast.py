"""Prints Python source as src/syntax/print.ts does, from CPython's own `ast`: the independent reference of the Python cases.

python3 print_ast.py FILE.py...          prints each file's tree
python3 print_ast.py --cases FILE.txt    rewrites the expected trees of a case file (needs CPython 3.12 or newer)
"""

import ast
import json
import sys

BINARY = {
    ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/", ast.FloorDiv: "//", ast.Mod: "%", ast.Pow: "**",
    ast.MatMult: "@", ast.LShift: "<<", ast.RShift: ">>", ast.BitAnd: "&", ast.BitOr: "|", ast.BitXor: "^",
}
COMPARE = {
    ast.Eq: "==", ast.NotEq: "!=", ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">=", ast.Is: "is",
    ast.IsNot: "is-not", ast.In: "in", ast.NotIn: "not-in",
}
UNARY = {ast.USub: "-", ast.UAdd: "+", ast.Invert: "~", ast.Not: "not"}


def form(head, *items):
    return "(" + " ".join([head, *items]) + ")"


def string(value):
    return json.dumps(value, ensure_ascii=False)


def number(value):
    if isinstance(value, complex):
        return repr(value.imag) + 'j'
    if isinstance(value, float):
        if value == float("inf"):
            return "Infinity"
        if value.is_integer():
            return js_number(value) + ".0"
    return js_number(value)


def js_number(value):
    """A number as JavaScript's String() writes it."""
    value = float(value)
    if value == float("inf"):
        return "Infinity"
    if value.is_integer() and abs(value) < 1e21:
        return str(int(float(repr(value)))) if abs(value) < 2**53 else digits(value)
    text = repr(value)
    if "e" in text:
        mantissa, exponent = text.split("e")
        power = int(exponent)
        if -7 < power < 0:
            return format(value, f".{len(mantissa.replace('.', '').replace('-', '')) - 1 - power}f")
        return f"{mantissa.removesuffix('.0')}e{'+' if power > 0 else '-'}{abs(power)}"
    return text


def digits(value):
    """All digits of a whole number below 1e21: the shortest that tell it apart, then zeros."""
    text = repr(value)
    if "e" not in text:
        return text.removesuffix(".0")
    mantissa, exponent = text.split("e")
    whole, _, rest = mantissa.partition(".")
    return whole + (rest if rest != "0" else "").ljust(int(exponent), "0")


def expr(e):
    if e is None:
        return "_"
    return globals()["print_" + type(e).__name__](e)


def exprs(items):
    return [expr(e) for e in items]


def print_Constant(e):
    v = e.value
    if v is None:
        return "none"
    if v is ...:
        return "..."
    if isinstance(v, bool):
        return str(v).lower()
    if isinstance(v, str):
        return string(v)
    if isinstance(v, bytes):
        return '(opaque "a bytes literal")'
    return number(v)


def print_Name(e):
    return e.id


def print_Attribute(e):
    return form(".", expr(e.value), e.attr)


def print_Subscript(e):
    return form("[]", expr(e.value), *indices(e.slice))


def indices(s):
    # `x[1, 2]` and `x[(1, 2)]` differ only in the text.
    if isinstance(s, ast.Tuple) and s.elts and not parenthesized(s):
        return exprs(s.elts)
    return [expr(s)]


def parenthesized(e):
    return SOURCE.get(e) == "("


def print_Slice(e):
    return form(":", expr(e.lower), expr(e.upper), expr(e.step))


def print_Call(e):
    args = [*e.args, *e.keywords]
    args.sort(key=lambda a: (a.lineno, a.col_offset))
    return form("call", expr(e.func), *[argument(a) for a in args])


def argument(a):
    if isinstance(a, ast.Starred):
        return "*" + expr(a.value)
    if isinstance(a, ast.keyword):
        return ("**" if a.arg is None else a.arg + "=") + expr(a.value)
    return expr(a)


def print_BinOp(e):
    return form(BINARY[type(e.op)], expr(e.left), expr(e.right))


def print_UnaryOp(e):
    return form(UNARY[type(e.op)], expr(e.operand))


def print_BoolOp(e):
    op = "and" if isinstance(e.op, ast.And) else "or"
    out = expr(e.values[0])
    for value in e.values[1:]:
        out = form(op, out, expr(value))
    return out


def print_Compare(e):
    parts = [expr(e.left)]
    for op, right in zip(e.ops, e.comparators):
        parts.append(COMPARE[type(op)] + " " + expr(right))
    return form("compare", *parts)


def print_IfExp(e):
    return form("?", expr(e.test), expr(e.body), expr(e.orelse))


def print_Lambda(e):
    return form("lambda", parameters(e.args), form("return", expr(e.body)))


def print_List(e):
    return form("list", *exprs(e.elts))


def print_Tuple(e):
    return form("tuple", *exprs(e.elts))


def print_Set(e):
    return form("set", *exprs(e.elts))


def print_Dict(e):
    return form("dict", *["**" + expr(v) if k is None else expr(k) + ":" + expr(v) for k, v in zip(e.keys, e.values)])


def comprehension(kind, element, e):
    clauses = []
    for g in e.generators:
        clauses.append(form("for", target(g.target), expr(g.iter)))
        clauses += [form("if", expr(i)) for i in g.ifs]
    return form(kind + "-of", element, *clauses)


def print_ListComp(e):
    return comprehension("list", expr(e.elt), e)


def print_SetComp(e):
    return comprehension("set", expr(e.elt), e)


def print_GeneratorExp(e):
    return comprehension("generator", expr(e.elt), e)


def print_DictComp(e):
    return comprehension("dict", expr(e.key) + ":" + expr(e.value), e)


def print_Starred(e):
    return form("*", expr(e.value))


def print_NamedExpr(e):
    return form(":=", target(e.target), expr(e.value))


def print_Yield(e):
    return form("yield", expr(e.value))


def print_YieldFrom(e):
    return form("yield-from", expr(e.value))


def print_Await(e):
    return form("await", expr(e.value))


def print_JoinedStr(e):
    parts = []
    for value in e.values:
        parts += template_part(value)
    return form("template", *parts)


def template_part(value):
    if isinstance(value, ast.Constant):
        return [string(value.value)]
    if value.conversion == -1 and value.format_spec is None:
        return [expr(value.value)]
    inner = [] if value.format_spec is None else [v for v in value.format_spec.values if isinstance(v, ast.FormattedValue)]
    return [form("opaque", '"a formatted value"', expr(value.value), *[expr(v.value) for v in inner])]


def target(t):
    if isinstance(t, (ast.Tuple, ast.List)):
        return form("seq", *[target(x) for x in t.elts])
    if isinstance(t, ast.Starred):
        return form("*", target(t.value))
    return expr(t)


def parameters(a):
    out = []
    plain = [*a.posonlyargs, *a.args]
    defaults = [None] * (len(plain) - len(a.defaults)) + list(a.defaults)
    for p, d in zip(plain, defaults):
        out.append(parameter(p, d))
    if a.vararg:
        out.append("*" + parameter(a.vararg, None))
    for p, d in zip(a.kwonlyargs, a.kw_defaults):
        out.append(form("kw", parameter(p, d)))
    if a.kwarg:
        out.append("**" + parameter(a.kwarg, None))
    return "(" + " ".join(out) + ")"


def parameter(p, default):
    annotation = "" if p.annotation is None else ":" + expr(p.annotation)
    return p.arg + annotation + ("" if default is None else "=" + expr(default))


def body(stmts):
    return ["  " + line for s in stmts for line in stmt(s)]


def section(head, stmts):
    return [head, *body(stmts)] if any(not isinstance(s, ast.Pass) for s in stmts) else []


def stmt(s):
    return globals()["stmt_" + type(s).__name__](s)


def stmt_Import(s):
    out = []
    for a in s.names:
        binding = "root:" + a.name.split(".")[0] if a.asname is None else "as:" + a.asname
        out.append(form("import", a.name, binding))
    return out


def stmt_ImportFrom(s):
    names = ["*" if a.name == "*" else a.name if a.asname in (None, a.name) else f"{a.name}:{a.asname}" for a in s.names]
    return [form("import", "." * s.level + (s.module or ""), *names)]


def stmt_Assign(s):
    return [form("=", *[target(t) for t in s.targets], expr(s.value))]


def stmt_AnnAssign(s):
    return [form("=", target(s.target), ":" + expr(s.annotation), expr(s.value))]


def stmt_AugAssign(s):
    return [form(BINARY[type(s.op)] + "=", target(s.target), expr(s.value))]


def stmt_Expr(s):
    return [expr(s.value)]


def stmt_Return(s):
    return [form("return", *([] if s.value is None else [expr(s.value)]))]


def stmt_Raise(s):
    return [form("raise", *([] if s.exc is None else [expr(s.exc)]))]


def stmt_Break(s):
    return ["(break)"]


def stmt_Continue(s):
    return ["(continue)"]


def stmt_Pass(s):
    return []


def stmt_Assert(s):
    return [form("assert", expr(s.test))]


def stmt_Delete(s):
    return [form("delete", *[x for t in s.targets for x in flat(t)])]


def flat(t):
    return [x for e in t.elts for x in flat(e)] if isinstance(t, (ast.Tuple, ast.List)) else [target(t)]


def stmt_Global(s):
    return [form("global", *s.names)]


def stmt_Nonlocal(s):
    return [form("nonlocal", *s.names)]


def stmt_If(s):
    return [form("if", expr(s.test)), *body(s.body), *section("else", s.orelse)]


def stmt_For(s):
    return [form("for", target(s.target), expr(s.iter)), *body(s.body), *section("else", s.orelse)]


def stmt_While(s):
    return [form("while", expr(s.test)), *body(s.body), *section("else", s.orelse)]


def stmt_With(s):
    items = [
        expr(i.context_expr) if i.optional_vars is None else form("as", expr(i.context_expr), target(i.optional_vars))
        for i in s.items
    ]
    return [form("with", *items), *body(s.body)]


def stmt_Try(s):
    handlers = []
    for h in s.handlers:
        handlers += [form("except", expr(h.type), *([] if h.name is None else [h.name])), *body(h.body)]
    return ["try", *body(s.body), *handlers, *section("else", s.orelse), *section("finally", s.finalbody)]


stmt_AsyncFor, stmt_AsyncWith, stmt_TryStar = stmt_For, stmt_With, stmt_Try


def stmt_FunctionDef(s):
    marks = ("async " if isinstance(s, ast.AsyncFunctionDef) else "") + ("generator " if yields(s.body) else "")
    returns = "" if s.returns is None else " -> " + expr(s.returns)
    decorators = ["@" + expr(d) for d in s.decorator_list]
    return [*decorators, f"{marks}def {s.name}{parameters(s.args)}{returns}", *body(s.body)]


stmt_AsyncFunctionDef = stmt_FunctionDef
OWN = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda, ast.ClassDef)


def yields(nodes):
    todo = list(nodes)
    while todo:
        node = todo.pop()
        if isinstance(node, (ast.Yield, ast.YieldFrom)):
            return True
        if not isinstance(node, OWN):
            todo += ast.iter_child_nodes(node)
    return False


def stmt_ClassDef(s):
    keywords = [argument(k) for k in s.keywords]
    head = form("class", s.name, *[expr(b) for b in s.bases], *keywords)
    return [*["@" + expr(d) for d in s.decorator_list], head, *body(s.body)]


def stmt_TypeAlias(s):
    return [form("=", expr(s.name), form("opaque", '"a type alias"', expr(s.value)))]


def stmt_Match(s):
    out = [form("switch", expr(s.subject))]
    for c in s.cases:
        guard = [] if c.guard is None else [form("if", expr(c.guard))]
        out.append("  " + form("case", *pattern_tests(c.pattern), *guard))
        bound = sorted(captures(c.pattern), key=lambda pair: pair[1])
        out += [f'    (= {name} (opaque "a name bound by a pattern"))' for name, _ in bound]
        out += ["  " + line for line in body(c.body)]
    return out


def pattern_tests(p):
    if isinstance(p, ast.MatchOr):
        return [t for q in p.patterns for t in (pattern_tests(q) or ['(opaque "a pattern")'])]
    if isinstance(p, ast.MatchValue):
        return ['(opaque "a pattern")'] if isinstance(p.value, ast.BinOp) else [expr(p.value)]
    if isinstance(p, ast.MatchSingleton):
        return [print_Constant(p)]
    if isinstance(p, ast.MatchAs) and p.pattern is None:
        return []
    return ['(opaque "a pattern")']


def captures(p):
    found = []
    for node in ast.walk(p):
        name = getattr(node, "rest", None) if isinstance(node, ast.MatchMapping) else getattr(node, "name", None)
        if isinstance(node, (ast.MatchAs, ast.MatchStar, ast.MatchMapping)) and name:
            found.append((name, (node.end_lineno, node.end_col_offset)))
    return found


SOURCE = {}


def print_source(text):
    tree = ast.parse(text)
    lines = text.encode().splitlines(keepends=True)
    SOURCE.clear()
    for node in ast.walk(tree):
        if isinstance(node, ast.Tuple):
            SOURCE[node] = lines[node.lineno - 1][node.col_offset:].decode(errors="replace")[:1] if written_in_parentheses(node, lines) else ""
    return "\n".join(line for s in tree.body for line in stmt(s))


def written_in_parentheses(node, lines):
    """Whether a tuple begins with its own parenthesis rather than its first item's."""
    first = node.elts[0] if node.elts else None
    return first is None or (first.lineno, first.col_offset) != (node.lineno, node.col_offset)


def rewrite(path):
    out = []
    for case in open(path, encoding="utf-8").read().split("=== ")[1:]:
        title, _, rest = case.partition("\n")
        source = rest.split("\n---\n")[0]
        try:
            printed = print_source(source)
        except SyntaxError as error:
            raise SystemExit(f"{path}: {title}: {error}") from error
        out.append(f"=== {title}\n{source}\n---\n{printed}\n\n")
    with open(path, "w", encoding="utf-8") as file:
        file.write("".join(out))


if __name__ == "__main__":
    sys.setrecursionlimit(10000)
    if sys.argv[1] == "--cases":
        for name in sys.argv[2:]:
            rewrite(name)
    else:
        for name in sys.argv[1:]:
            print(print_source(open(name, encoding="utf-8").read()))
