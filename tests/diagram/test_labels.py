"""What is written in boxes."""

import numpy as np
import pytest

import graphviz_autograd as torch
from graphviz_autograd.annotations.shapes import Shape
from graphviz_autograd.annotations.summary import summarize
from graphviz_autograd.diagram.numbers import format_shape, format_summary
from graphviz_autograd.diagram.operations import operation_name
from graphviz_autograd.diagram.shorten import MAX_NAME, shorten

NAN, INF = float("nan"), float("inf")


@pytest.mark.parametrize(
    ("numbers", "dtype", "text"),
    [
        (7.0, "float32", "7.0"),
        (1 / 3, "float32", "0.33333"),
        (1.25e-8, "float32", "1.25×10⁻⁸"),
        (1234567.0, "float32", "1.2346×10⁶"),
        (12345, "int64", "12\u202f345"),
        (-1234, "int64", "−1234"),
        (2**63 - 1, "int64", "9\u202f223\u202f372\u202f036\u202f854\u202f775\u202f807"),
        ([True, False], "bool", "[True, False]"),
        (-0.0, "float32", "0.0"),
        (12345.678, "float64", "12\u202f346"),
        (0.1 + 0.2, "float64", "0.3"),
        ([1e-7, INF, NAN], "float64", "[1×10⁻⁷, ∞, nan]"),
        (-INF, "float32", "−∞"),
        (7, "int64", "7"),
        (NAN, "float32", "nan"),
        ([1.0, -2.5], "float32", "[1.0, −2.5]"),
        ([0.0] * 9, "float32", "all 0.0"),
        ([1.0, 2.0, 3.0, 4.0], "float32", "1.0 … 4.0"),
        ([1.0, 2.0, 3.0, NAN, INF], "float32", "1.0 … 3.0, 2 nonfinite"),
        ([NAN] * 5, "float32", "5 nonfinite"),
        ([1.0, NAN, INF, -INF], "float32", "1.0, 3 nonfinite"),
        ([], "float32", "empty"),
        ([1, 2], "int64", "[1, 2]"),
    ],
)
def test_numbers(numbers: object, dtype: str, text: str) -> None:
    array = np.array(numbers, dtype=dtype)
    assert format_summary(summarize(array), Shape(array.shape, dtype)) == text


def test_without_a_shape_several_numbers_are_a_vector() -> None:
    assert format_summary(summarize(np.array([7.5, 2.0])), None) == "[7.5, 2.0]"
    assert format_summary(summarize(np.array(7.5)), None) == "7.5"


@pytest.mark.parametrize(
    ("size", "dtype", "text"),
    [
        ((2, 3), "float32", "2 × 3"),
        ((2, 3), "float64", "2 × 3 float64"),
        ((1,), "float32", "1 element"),
        ((0,), "int64", "0 elements int64"),
        ((), "float64", "scalar float64"),
    ],
)
def test_shapes(size: tuple[int, ...], dtype: str, text: str) -> None:
    assert format_shape(Shape(size, dtype)) == text


@pytest.mark.parametrize(
    ("function", "operation"),
    [
        ("MulBackward0", "mul"),
        ("NllLossBackward0", "nll_loss"),
        ("MaxPool2DWithIndicesBackward0", "max_pool2d_with_indices"),
        ("TBackward0", "t"),
        ("MyExpBackward", "MyExp"),
        ("AccumulateGrad", "AccumulateGrad"),
        ("CopySlices", "CopySlices"),
        ("NotImplemented", "NotImplemented"),
    ],
)
def test_operation_names(function: str, operation: str) -> None:
    assert operation_name(function) == operation


def test_long_names_lose_their_middle_and_line_breaks() -> None:
    assert shorten("a\nb\t c") == "a b c"
    short = shorten("abc" * 50)
    assert len(short) == MAX_NAME
    assert short.startswith("abc")
    assert short.endswith("abc")
    assert "…" in short


def test_a_sum_says_that_there_was_something_before() -> None:
    w = torch.tensor(2.0, requires_grad=True)
    z = w * 3
    with torch.watch(z) as seen:
        z.backward(retain_graph=True)
        z.backward(retain_graph=True)
    assert "= 3.0 + 3.0" in str(seen.draw())
    with torch.watch(z) as seen:
        z.backward(retain_graph=True)
        z.backward()
    assert "grad 12.0" in str(seen.draw())
    assert "= … + 3.0 + 3.0" in str(seen.draw())


def test_where_the_grad_fn_stands_beside_its_operation_the_name_is_said_once() -> None:
    w = torch.tensor(2.0, requires_grad=True)
    once, twice = (torch.draw(w * w, view=view).render("txt") for view in ("both", "forward"))
    assert "mul]  MulBackward0" in twice
    assert "mul]  MulBackward0" not in once
    assert "MulBackward0" in once


@pytest.mark.parametrize("length", [10, 300, 5000])
def test_the_whole_of_a_message_is_in_the_tooltip(length: int) -> None:
    message = "no " * length + "end"

    def fail(_: torch.Tensor) -> None:
        raise RuntimeError(message)

    w = torch.tensor(2.0, requires_grad=True)
    y = w * w
    y.register_hook(fail)
    with pytest.raises(RuntimeError) as caught:
        torch.draw(y, backward=True)
    (box,) = [box for box in caught.value.drawing.picture.diagram.boxes if box.marks]
    assert message in box.tooltip
    rows = [row[0].text for note in box.notes for row in note.rows]
    assert ("…" in rows[-1]) == (length > 200)
