"""What is written for an operation, when it is written, and that later calls pay nothing for it."""

import ast
import builtins
import dis
import inspect
import subprocess
import sys
import threading
from collections.abc import Iterator
from types import CodeType, FunctionType

import pytest

import graphviz_autograd.engine as torch
from graphviz_autograd.engine.ops import FUNCTIONS, KERNELS, OPS, backward, forward
from graphviz_autograd.engine.ops.languages import bound
from graphviz_autograd.engine.ops.record import Op, op
from graphviz_autograd.engine.ops.template import SCOPE, written_later


def unwritten() -> tuple[FunctionType, list[int]]:
    writings: list[int] = []

    def source() -> str:
        writings.append(1)
        return "def area(width, height=2, *, scale=1):\n    return width * height * scale * unit"

    function = written_later("area", source, lambda: {"unit": 10})
    function.__defaults__ = (2,)
    function.__kwdefaults__ = {"scale": 1}
    return function, writings


def test_a_function_is_written_once_at_its_first_call() -> None:
    area, writings = unwritten()
    held = [area]
    assert writings == []
    assert area(3) == 60
    assert held[0](3, 4, scale=2) == 240
    assert writings == [1]
    assert area.__code__.co_name == "area"


def test_a_written_function_is_called_directly() -> None:
    area, _ = unwritten()
    area(1)
    calls: list[str] = []
    sys.setprofile(lambda frame, event, _: calls.append(frame.f_code.co_name))
    area(1)
    sys.setprofile(None)
    assert calls.count("_first_call") == 0


def test_wrong_arguments_of_a_first_call_are_reported_as_those_of_any_call() -> None:
    area, _ = unwritten()
    for _ in range(2):
        with pytest.raises(TypeError, match=r"area\(\) missing 1 required positional argument"):
            area()


def test_threads_may_share_a_first_call() -> None:
    for _ in range(20):
        area, _ = unwritten()
        results: list[int] = []
        threads = [
            threading.Thread(target=lambda area=area, results=results: results.append(area(3)))
            for _ in range(8)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert results == [60] * 8


def test_importing_the_engine_writes_nothing() -> None:
    program = (
        "from graphviz_autograd.engine.ops import OPS\n"
        "nodes = [one.node for one in OPS.values() if one.node]\n"
        "functions = [one.function for one in OPS.values()]\n"
        "functions += [node.apply for node in nodes] + [node.apply_traced for node in nodes]\n"
        "print({function.__code__.co_name for function in functions})\n"
    )
    printed = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    assert printed.stdout.decode().strip() == "{'_first_call'}"


def texts(record: Op) -> Iterator[str]:
    yield forward.source(record)
    if record.inplace:
        yield forward.source(record, inplace=True)
    if record.rules:
        yield backward.source(record)
        yield backward.source(record, traced=True)


@pytest.mark.parametrize("name", sorted(OPS))
def test_every_text_is_python_whose_names_are_known(name: str) -> None:
    record = OPS[name]
    known = vars(builtins) | SCOPE
    known |= {"kernel": 0, "Node": 0} | {f"rule_{rule}": 0 for rule in record.rules}
    for text in texts(record):
        (function,) = ast.parse(text).body
        used = {one.id for one in ast.walk(function) if isinstance(one, ast.Name)}
        local = {one.arg for one in ast.walk(function) if isinstance(one, ast.arg)}
        stored = {
            one.id
            for one in ast.walk(function)
            if isinstance(one, ast.Name) and isinstance(one.ctx, ast.Store)
        }
        caught = {one.name for one in ast.walk(function) if isinstance(one, ast.ExceptHandler)}
        assert used - local - stored - caught <= set(known)


RULES = [(name, rule) for name in sorted(OPS) for rule in OPS[name].rules]


@pytest.mark.parametrize(("name", "rule"), RULES)
def test_every_rule_can_be_read_in_both_languages(name: str, rule: str) -> None:
    for language in (KERNELS, FUNCTIONS):
        code = bound(OPS[name].rules[rule], language).__code__
        unknown = {one for one in _globals_of(code) if one not in language}
        assert unknown <= set(vars(builtins))


def _globals_of(code: CodeType) -> set[str]:
    inner = [one for one in code.co_consts if isinstance(one, CodeType)]
    loads = (one for one in dis.get_instructions(code) if one.opname == "LOAD_GLOBAL")
    return {one.argval for one in loads}.union(*map(_globals_of, inner))


def test_a_function_has_the_signature_of_its_kernel() -> None:
    parameters = inspect.signature(torch.add).parameters
    assert list(parameters) == ["input", "other", "alpha"]
    assert parameters["alpha"].kind is inspect.Parameter.KEYWORD_ONLY
    assert parameters["alpha"].default == 1


def test_a_rule_that_names_what_cannot_be_saved_is_refused() -> None:
    with pytest.raises(TypeError, match="names 'weight', which it does not have"):

        @op(self=lambda grad, weight: grad * weight)
        def misnamed(self: "Array") -> "Array":  # type: ignore[name-defined]  # noqa: F821
            return self


@pytest.mark.parametrize("name", ["data", "node", "result"])
def test_a_parameter_may_not_hide_a_name_of_the_written_code(name: str) -> None:
    names: dict[str, object] = {"op": op}
    text = f"@op()\ndef hiding(self: 'Array', {name}: int) -> 'Array':\n    return self"
    with pytest.raises(TypeError, match=f"may not be called {name!r}"):
        exec(text, names)


def test_the_text_of_an_operation() -> None:
    assert forward.source(OPS["neg"]) == NEG
    assert backward.source(OPS["mul"]) == MUL


NEG = """\
def neg(self):
    if self.__class__ is not Tensor:
        (self,) = operands.tensors('neg', (('self', 1, False),), *(self,))
    self_data = self._data
    local_mode = local.mode
    data = quiet.run(kernel, self_data)
    if data.__class__ is ndarray and data.ndim > 1 \
and (self_data.__class__ is ndarray and not self_data.flags.c_contiguous):
        data = laid_out(data, self_data)
    if local_mode is not NORMAL and not local_mode.grad:
        if self._edge is not NO_EDGE or self._counter is not None:
            return unrecorded(local_mode, untracked_in(local_mode, data), self)
        return untracked_in(local_mode, data)
    self_edge = self._edge or edge_of(self)
    if self_edge is NO_EDGE:
        if self._counter is not None:
            return carried(untracked_in(local_mode, data), self)
        return untracked_in(local_mode, data)
    node = Node()
    node.edges = (self_edge,)
    node.extra = None
    node.sequence_nr = next(sequence)
    node.spec = (data.shape, data.dtype) if data.__class__ is ndarray else data.__class__
    if local_mode is not NORMAL:
        dress(local_mode, node)
    result = new(Tensor)
    result._data = data
    result._edge = (node, 0)
    result._counter = None
    result._meta = None
    return result"""

MUL = """\
def apply(node, grad):
    saved = node.saved
    if saved.__class__ is not tuple:
        saved = unpack(node)
    (other, self) = saved
    if other is not None and other._counter is not None:
        if other._counter.value or node.versions is not None:
            check_version(node, 0, other)
    if self is not None and self._counter is not None:
        if self._counter.value or node.versions is not None:
            check_version(node, 1, self)
    (self_edge, other_edge) = node.edges
    return (\
rule_self(grad, other._data) if self_edge is not NO_EDGE else None, \
rule_other(grad, self._data) if other_edge is not NO_EDGE else None)"""
