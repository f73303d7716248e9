"""Finds text that reaches a call of Streamlit's that reads markup, and was not escaped on any way there.

A text is ours when it is written in the code, is a number or a day in a format, is one of our declarations', or comes out of
`escaped`. What a function gives is followed into the function; what it passes on of its parameters is looked at wherever it is called.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from tests.untrusted.streamlit_calls import ALWAYS_SAFE, OF_TEXT, OUR_LISTS, OUR_TYPES, READ_AS_MARKUP, is_of_text
from tests.untrusted.syntax import SAFE, Function, Module, Scope, Taints, arguments, assignments, binds, every_call, own_nodes

REPOSITORY = Path(__file__).resolve().parents[2]
_NUMBER_OR_DAY = re.compile(r"[,%]|\.\d+f|^0\d+d?$")  # a format that text does not have: Python refuses it there


class Markup:
    """The files of a project, and what in them reaches markup unescaped."""

    def __init__(self, sources: Mapping[str, str]) -> None:
        """`sources` are files by their path from the repository's folder; others that they import are read from there."""
        self.modules = {path: Module(Path(path), ast.parse(source)) for path, source in sources.items()}
        self._others: dict[str, Module] = {}
        self.passed_on: dict[tuple[str, str], set[str]] = {}  # file and function: parameters that it passes on to markup
        self._called: set[tuple[str, str]] = set()

    def unescaped(self) -> list[str]:
        """Each piece of text that reaches markup unescaped, with its file and line."""
        before = -1
        found: list[str] = []
        while before != (before := sum(map(len, self.passed_on.values()))):
            calls = ((self._with_each(each, scope), call) for module in self.modules.values() for scope, each, call in every_call(module))
            found = [one for scope, call in calls for one in self._of_call(scope, call)]
        uncalled = [
            f"{file}: {name} passes on what it is given, and is called where nobody sees it"
            for file, name in set(self.passed_on) - self._called
        ]
        return sorted({*found, *uncalled})

    def _of_call(self, scope: Scope, call: ast.Call) -> Iterator[str]:
        where = f"{scope.module.path.as_posix()}:{call.lineno}"
        for argument in self._read_as_markup(scope, call):
            for taint in self.taints(argument, scope):
                if taint.startswith("parameter "):
                    _, name, _, function = taint.split(" ")
                    self.passed_on.setdefault((scope.module.path.as_posix(), function), set()).add(name)
                else:
                    yield f"{where}: {taint}"

    def _read_as_markup(self, scope: Scope, call: ast.Call) -> Iterator[ast.expr]:
        if isinstance(call.func, ast.Attribute) and call.func.attr in READ_AS_MARKUP and not is_of_text(call.func):
            wanted = READ_AS_MARKUP[call.func.attr]
            names = {keyword.arg for keyword in call.keywords}
            hidden = {1, "options"} if "format_func" in names else set()
            yield from arguments(call, [one for one in wanted if one not in hidden])
        found = self._function(call.func, scope)
        if found:
            module, function = found
            self._called.add((module.path.as_posix(), function.name))
            of = self.passed_on.get((module.path.as_posix(), function.name), set())
            parameters = [one.arg for one in (*function.args.posonlyargs, *function.args.args)]
            yield from arguments(call, [*(place for place, name in enumerate(parameters) if name in of), *of])

    def taints(self, node: ast.expr | None, scope: Scope) -> Taints:
        """What makes an expression unsafe to be read as markup; nothing when it is safe."""
        match node:
            case None | ast.Constant() | ast.Compare():
                return SAFE
            case ast.JoinedStr(values=parts) | ast.BoolOp(values=parts):
                return self._all(parts, scope)
            case ast.Tuple(elts=parts) | ast.List(elts=parts) | ast.Set(elts=parts):
                return self._all(parts, scope)
            case ast.FormattedValue(value=value, format_spec=spec):
                return SAFE if spec is not None and _NUMBER_OR_DAY.search(ast.unparse(spec)) else self.taints(value, scope)
            case ast.IfExp(body=one, orelse=other) | ast.BinOp(left=one, right=other):
                return self._all((one, other), scope)
            case ast.Dict(values=parts):
                return self._all(parts, scope)
            case ast.Subscript(value=value, slice=part):
                found = self.taints(value, scope)
                return found if isinstance(part, ast.Slice) else _a_part(found, node, scope)
            case ast.Starred(value=value) | ast.NamedExpr(value=value) | ast.UnaryOp(operand=value):
                return self.taints(value, scope)
            case ast.Lambda(body=value):
                return self.taints(value, scope)
            case ast.ListComp(elt=value, generators=each) | ast.GeneratorExp(elt=value, generators=each):
                return self.taints(value, self._with_each(each, scope))
            case ast.DictComp(value=value, generators=each):
                return self.taints(value, self._with_each(each, scope))
            case ast.Name(id=name):
                return self._of_name(name, scope)
            case ast.Attribute(value=value, attr=name):
                return (
                    SAFE
                    if name in ("day", "year")
                    else self.taints(value, scope)
                    if self._is_ours(value, scope)
                    else frozenset({ast.unparse(node)})
                )
            case ast.Call():
                return self._of_value(node, scope)
        return frozenset({ast.unparse(node)})

    def _all(self, nodes: Iterable[ast.expr | None], scope: Scope) -> Taints:
        return frozenset().union(*(self.taints(node, scope) for node in nodes))

    def _with_each(self, generators: Iterable[ast.comprehension], scope: Scope) -> Scope:
        bound = dict(scope.bound)
        for each in generators:
            inside = Scope(scope.module, scope.around, bound, scope.following)
            names = [name.id for name in ast.walk(each.target) if isinstance(name, ast.Name)]
            bound |= {name: self._all(self._given(each.target, each.iter, name, inside, each=True), inside) for name in names}
        return Scope(scope.module, scope.around, bound, scope.following)

    def _is_ours(self, node: ast.expr, scope: Scope) -> bool:
        """Whether a value is one of our declarations, all of whose words are ours, or text of which a method is called."""
        return not self.taints(node, scope)

    def _of_name(self, name: str, scope: Scope) -> Taints:
        if name in scope.bound:
            return scope.bound[name]
        if name in OUR_LISTS:
            return SAFE
        for depth in range(len(scope.around), 0, -1):
            function = scope.around[depth - 1]
            inside = Scope(scope.module, scope.around[:depth], {}, scope.following)
            if pairs := list(assignments(function, name)):
                values = [value for target, given, each in pairs for value in self._given(target, given, name, inside, each)]
                return self._followed(id(function) ^ hash(name), values, inside)
            parameters = [*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs]
            if parameter := next((one for one in parameters if one.arg == name), None):
                ours = parameter.annotation is not None and set(re.findall(r"\w+", ast.unparse(parameter.annotation))) <= OUR_TYPES | {
                    "None",
                    "Sequence",
                    "tuple",
                }
                return SAFE if ours else frozenset({f"parameter {name} of {function.name}"})
        if name in scope.module.constants:
            return self._followed(
                id(scope.module) ^ hash(name), [scope.module.constants[name]], Scope(scope.module, (), {}, scope.following)
            )
        if name in scope.module.imported:
            where, original = scope.module.imported[name]
            other = self._module(where)
            if other and original in other.constants:
                return self._followed(id(other) ^ hash(original), [other.constants[original]], Scope(other, (), {}, scope.following))
        return frozenset({name})

    def _given(self, target: ast.expr, value: ast.expr, name: str, scope: Scope, each: bool) -> list[ast.expr]:
        """What a name is given of a value, or of `each` of several values: its own part where both fall into parts, else all of it."""
        if each and isinstance(value, ast.Call) and isinstance(value.func, ast.Attribute) and value.func.attr == "items":
            held = self._written_out(value.func.value, scope)
            if isinstance(held, ast.Dict) and isinstance(target, ast.Tuple):
                parts = ([key for key in held.keys if key], held.values)
                return [one for place, part in enumerate(target.elts) if binds(part, name) for one in parts[place]]
        value = self._written_out(value, scope)
        rows = value.elts if each and isinstance(value, ast.Tuple | ast.List) else [] if each else [value]
        if isinstance(target, ast.Tuple) and rows and all(isinstance(row, ast.Tuple) and len(row.elts) == len(target.elts) for row in rows):
            return [
                row.elts[place] for row in rows if isinstance(row, ast.Tuple) for place, part in enumerate(target.elts) if binds(part, name)
            ]
        if each and isinstance(value, ast.Dict):
            return [key for key in value.keys if key]
        return [value]

    def _written_out(self, value: ast.expr, scope: Scope) -> ast.expr:
        """What a name stands for, where it is given once and as it stands."""
        if not isinstance(value, ast.Name):
            return value
        local = [
            given
            for function in scope.around
            for target, given, each in assignments(function, value.id)
            if isinstance(target, ast.Name) and not each
        ]
        return local[0] if len(local) == 1 else value if local else scope.module.constants.get(value.id, value)

    def _followed(self, what: int, values: Iterable[ast.expr], scope: Scope) -> Taints:
        if what in scope.following:
            return SAFE
        return self._all(values, Scope(scope.module, scope.around, scope.bound, scope.following | {what}))

    def _of_value(self, call: ast.Call, scope: Scope) -> Taints:
        if isinstance(call.func, ast.Name) and call.func.id in ALWAYS_SAFE:
            return SAFE
        given = [*call.args, *(keyword.value for keyword in call.keywords)]
        if found := self._function(call.func, scope):
            return self._of_function(*found, call, scope)
        if isinstance(call.func, ast.Attribute):
            on = SAFE if ast.unparse(call.func.value) in ("pd", "itertools") else self.taints(call.func.value, scope)
            return (on if call.func.attr in OF_TEXT else _a_part(on, call, scope)) | self._all(given, scope)
        if isinstance(call.func, ast.Name) and call.func.id in (
            "str",
            "list",
            "tuple",
            "sorted",
            "dict",
            "next",
            "iter",
            "zip",
            "filter",
            "max",
            "min",
            "enumerate",
            "replace",
        ):
            return self._all(given, scope)
        return frozenset({ast.unparse(call)})

    def _of_function(self, module: Module, function: Function, call: ast.Call, scope: Scope) -> Taints:
        if id(function) in scope.following:
            return SAFE
        inside = Scope(module, (function,), {}, scope.following | {id(function)})
        results = [node.value for node in own_nodes(function) if isinstance(node, ast.Return | ast.Yield)]
        found: set[str] = set()
        for taint in self._all(results, inside):
            if taint.endswith(f" of {function.name}") and taint.startswith("parameter "):
                name = taint.split(" ")[1]
                parameters = [one.arg for one in (*function.args.posonlyargs, *function.args.args)]
                found |= self._all(arguments(call, [*([parameters.index(name)] if name in parameters else []), name]), scope)
            else:
                found.add(taint)
        return frozenset(found)

    def _function(self, called: ast.expr, scope: Scope) -> tuple[Module, Function] | None:
        if isinstance(called, ast.Attribute) and isinstance(called.value, ast.Name) and called.value.id in scope.module.imported:
            where, original = scope.module.imported[called.value.id]
            module, name = self._module(f"{where}.{original}"), called.attr
        elif isinstance(called, ast.Name):
            if called.id in scope.module.functions:
                return scope.module, scope.module.functions[called.id]
            for around in reversed(scope.around):
                for node in own_nodes(around):
                    if isinstance(node, Function) and node.name == called.id:
                        return scope.module, node
            where, name = scope.module.imported.get(called.id, ("", ""))
            module = self._module(where)
        else:
            return None
        return (module, module.functions[name]) if module and name in module.functions else None

    def _module(self, dotted: str) -> Module | None:
        for path in (f"{dotted.replace('.', '/')}.py", f"{dotted.replace('.', '/')}/__init__.py"):
            if path not in self.modules and dotted.startswith("rollcall.") and (REPOSITORY / path).is_file():
                self._others.setdefault(path, Module(Path(path), ast.parse((REPOSITORY / path).read_text(encoding="utf-8"))))
            if found := self.modules.get(path) or self._others.get(path):
                return found
        return None


def _a_part(found: Taints, node: ast.expr, scope: Scope) -> Taints:
    """What is taken out of a parameter is somebody's, whoever gives the parameter, unless a call is followed that says what it is given."""
    if scope.around and id(scope.around[0]) in scope.following:
        return found
    return frozenset(ast.unparse(node) if taint.startswith("parameter ") else taint for taint in found)
