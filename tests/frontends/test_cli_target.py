import pytest

from graphviz_autograd.frontends.cli.expression import ExpressionError
from graphviz_autograd.frontends.cli.target import Kind, TargetError, parse_target

TARGETS = {
    "linear.py": (Kind.SCRIPT, "linear.py", None),
    "linear.py:loss": (Kind.SCRIPT, "linear.py", "loss"),
    "a/b.c/linear.py:m.w": (Kind.SCRIPT, "a/b.c/linear.py", "m.w"),
    "12:30.py:w": (Kind.SCRIPT, "12:30.py", "w"),
    "folder/script": (Kind.SCRIPT, "folder/script", None),
    r"C:\work\linear.py": (Kind.SCRIPT, r"C:\work\linear.py", None),
    r"C:\work\linear.py:loss": (Kind.SCRIPT, r"C:\work\linear.py", "loss"),
    "C:/work/linear.py:loss": (Kind.SCRIPT, "C:/work/linear.py", "loss"),
    r"C:\work\script:loss": (Kind.SCRIPT, r"C:\work\script", "loss"),
    r"..\graph.json": (Kind.GRAPH, r"..\graph.json", None),
    "graph.JSON": (Kind.GRAPH, "graph.JSON", None),
    "package.module": (Kind.MODULE, "package.module", None),
    "package.module:params['a:b.py']": (Kind.MODULE, "package.module", "params['a:b.py']"),
    "linear.py:params['a:b']": (Kind.SCRIPT, "linear.py", "params['a:b']"),
    "a.b:make(3, k='x')": (Kind.MODULE, "a.b", "make(3, k='x')"),
}


@pytest.mark.parametrize("text", TARGETS)
def test_target_is_split(text):
    target = parse_target((text,))
    found = target.expression.text if target.expression else None
    assert (target.kind, target.place, found) == TARGETS[text]


def test_file_without_suffix_is_a_script(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "program").touch()
    (tmp_path / "package").mkdir()
    assert parse_target(("program:z",)).kind is Kind.SCRIPT
    assert parse_target(("package:z",)).kind is Kind.MODULE


def test_arguments_are_those_of_the_program():
    assert parse_target(("a.py", "--epochs", "3")).arguments == ("--epochs", "3")
    assert parse_target(("--epochs", "3"), module="a.b:z").arguments == ("--epochs", "3")
    assert parse_target(("x",), code="z = 1", expression="z").arguments == ("x",)


@pytest.mark.parametrize(
    ("words", "options"),
    [
        ((), {}),
        ((), {"module": "a", "code": "b"}),
        (("a.py:z",), {"expression": "z"}),
        (("graph.json:z",), {}),
        (("graph.json", "argument"), {}),
        ((":z",), {}),
        (("a.py:",), {}),
        (("",), {}),
    ],
)
def test_target_that_makes_no_sense(words, options):
    with pytest.raises(TargetError):
        parse_target(words, **options)


def test_expression_is_checked():
    with pytest.raises(ExpressionError):
        parse_target(("a.py:w + x",))


@pytest.mark.parametrize(
    ("target", "named"),
    [
        (parse_target(("a.py",)), "a.py:w"),
        (parse_target((), module="a.b"), "-m a.b:w"),
        (parse_target((), code="w = 1"), "-e w"),
    ],
)
def test_naming_says_what_to_type(target, named):
    assert target.naming("w") == named


def test_naming_is_quoted_for_a_shell():
    assert parse_target(("a.py",)).naming("d['w']") == "'a.py:d[\"w\"]'"
