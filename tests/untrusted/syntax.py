"""Files as trees of syntax: their functions and calls, and where in them a name is given something."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

Function = ast.FunctionDef | ast.AsyncFunctionDef
Taints = frozenset[str]  # what makes an expression unsafe: "parameter x of f", or the piece of code itself
SAFE: Taints = frozenset()


@dataclass(frozen=True)
class Module:
    """One file: its functions, what it imports, and its constants."""

    path: Path
    tree: ast.Module

    @cached_property
    def functions(self) -> dict[str, Function]:
        return {node.name: node for node in self.tree.body if isinstance(node, Function)}

    @cached_property
    def constants(self) -> dict[str, ast.expr]:
        found: dict[str, ast.expr] = {}
        for node in self.tree.body:
            if isinstance(node, ast.Assign):
                for target in node.targets:
                    names = target.elts if isinstance(target, ast.Tuple) else [target]
                    found |= {name.id: node.value for name in names if isinstance(name, ast.Name)}
            elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and node.value:
                found[node.target.id] = node.value
        return found

    @cached_property
    def imported(self) -> dict[str, tuple[str, str]]:
        nodes = (node for node in ast.walk(self.tree) if isinstance(node, ast.ImportFrom) and node.module)
        return {alias.asname or alias.name: (str(node.module), alias.name) for node in nodes for alias in node.names}


@dataclass(frozen=True)
class Scope:
    """Where an expression stands: its module, and the functions around it, the innermost last."""

    module: Module
    around: tuple[Function, ...] = ()
    bound: Mapping[str, Taints] = field(default_factory=dict)  # names of a comprehension
    following: frozenset[int] = frozenset()  # what is being followed, so that a circle ends


Found = tuple[Scope, tuple[ast.comprehension, ...], ast.Call]


def every_call(module: Module) -> Iterator[Found]:
    """Every call, with the functions and the comprehensions that it stands in."""

    def within(node: ast.AST, around: tuple[Function, ...], each: tuple[ast.comprehension, ...]) -> Iterator[Found]:
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.Call):
                yield Scope(module, around), each, child
            deeper = (*around, child) if isinstance(child, Function) else around
            yield from within(child, deeper, (*each, *getattr(child, "generators", ())))

    yield from within(module.tree, (), ())


def own_nodes(function: Function) -> Iterator[ast.AST]:
    """The nodes of a function, without those of the functions inside it."""
    waiting: list[ast.AST] = list(function.body)
    while waiting:
        node = waiting.pop()
        yield node
        if not isinstance(node, Function | ast.Lambda):
            waiting += ast.iter_child_nodes(node)


def assignments(function: Function, name: str) -> Iterator[tuple[ast.expr, ast.expr, bool]]:
    """Where a name is given something: the target, the value, and whether it is each of the value's in turn."""
    for node in own_nodes(function):
        match node:
            case ast.Assign(targets=targets, value=value):
                yield from ((target, value, False) for target in targets if binds(target, name))
            case ast.AnnAssign(target=target, value=value) | ast.AugAssign(target=target, value=value) if value and binds(target, name):
                yield target, value, False
            case ast.NamedExpr(target=target, value=value) if binds(target, name):
                yield target, value, False
            case ast.For(target=target, iter=value) if binds(target, name):
                yield target, value, True


def binds(target: ast.expr, name: str) -> bool:
    return any(isinstance(node, ast.Name) and node.id == name and isinstance(node.ctx, ast.Store) for node in ast.walk(target))


def arguments(call: ast.Call, wanted: Iterable[int | str]) -> Iterator[ast.expr]:
    for one in wanted:
        if isinstance(one, int):
            yield from call.args[one : one + 1]
        else:
            yield from (keyword.value for keyword in call.keywords if keyword.arg == one)
