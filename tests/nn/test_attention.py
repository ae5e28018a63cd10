"""Attention and transformers build PyTorch's graph, node for node, with its values."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

import graphviz_autograd as ours
from tests.engine.outcome import tree

theirs = pytest.importorskip("torch")

CALLS = """
MultiheadAttention(4, 2) | m(x, x, x)
MultiheadAttention(4, 2) | m(x, x, x, need_weights=False)
MultiheadAttention(4, 2, bias=False) | m(x, x, x)
MultiheadAttention(4, 2, bias=False) | m(x, y, y)
MultiheadAttention(4, 2) | m(x, y, y, average_attn_weights=False)
MultiheadAttention(4, 2) | m(x, y, y * 2)
MultiheadAttention(4, 2) | m(x[:, 0], y[:, 0], y[:, 0])
MultiheadAttention(4, 2) | m(x[:, 0], x[:, 0], x[:, 0], need_weights=False)
MultiheadAttention(4, 2) | m(x, x, x, attn_mask=causal)
MultiheadAttention(4, 2) | m(x, x, x, attn_mask=causal > 0)
MultiheadAttention(4, 2) | m(x, x, x, attn_mask=causal, need_weights=False)
MultiheadAttention(4, 2) | m(x, x, x, attn_mask=causal, need_weights=False, is_causal=True)
MultiheadAttention(4, 2) | m(x, x, x, attn_mask=causal, key_padding_mask=padding, is_causal=True)
MultiheadAttention(4, 2) | m(x, x, x, key_padding_mask=padding)
MultiheadAttention(4, 2) | m(x, x, x, key_padding_mask=padding, need_weights=False)
MultiheadAttention(4, 2) | m(x, x, x, attn_mask=each)
MultiheadAttention(4, 2) | m(x, x, x, attn_mask=each, need_weights=False)
MultiheadAttention(4, 2, batch_first=True) | m(x, x, x)
MultiheadAttention(4, 2, batch_first=True) | m(x, y[:3], y[:3], need_weights=False)
MultiheadAttention(4, 2, kdim=4, vdim=2) | m(x, y, y[..., :2])
MultiheadAttention(4, 2, add_bias_kv=True, add_zero_attn=True) | m(x, y, y)
MultiheadAttention(4, 2, add_bias_kv=True) | m(x, x, x, attn_mask=causal, key_padding_mask=padding)
TransformerEncoderLayer(4, 2, 8, dropout=0.0) | m(x)
TransformerEncoderLayer(4, 2, 8, dropout=0.0, batch_first=True, norm_first=True) | m(x)
TransformerEncoderLayer(4, 2, 8, dropout=0.0, activation='gelu', bias=False) | m(x)
TransformerEncoderLayer(4, 2, 8, dropout=0.0) | m(x, causal, padding)
TransformerEncoderLayer(4, 2, 8, dropout=0.0) | m(x, causal, is_causal=True)
TransformerEncoder(nn.TransformerEncoderLayer(4, 2, 8, 0.0), 2, nn.LayerNorm(4), False) | m(x)
TransformerEncoder(nn.TransformerEncoderLayer(4, 2, 8, 0.0), 2, None, False) | m(x, causal)
TransformerDecoderLayer(4, 2, 8, dropout=0.0) | m(x, y)
TransformerDecoderLayer(4, 2, 8, dropout=0.0, norm_first=True, activation='gelu') | m(x, y, causal)
TransformerDecoderLayer(4, 2, 8, dropout=0.0, batch_first=True) | m(x, y[:3])
TransformerDecoder(nn.TransformerDecoderLayer(4, 2, 8, 0.0), 2, nn.LayerNorm(4)) | m(x, y, causal)
Transformer(4, 2, 1, 2, 8, dropout=0.0) | m(y, x)
Transformer(4, 2, 1, 1, 8, dropout=0.0, batch_first=True) | m(y[:3], x)
Transformer(4, 2, 1, 1, 8, dropout=0.0) | m(y, x, tgt_mask=causal)
"""

ERRORS = """
MultiheadAttention(4, 2) | m(x, x, x, is_causal=True)
MultiheadAttention(4, 2) | m(x, x, x, attn_mask=causal[:2])
MultiheadAttention(4, 2) | m(x, x, x, attn_mask=each[:2])
MultiheadAttention(2, 2) | m(x, x, x)
MultiheadAttention(5, 2) | m(x, x, x)
MultiheadAttention(0, 2) | m(x, x, x)
TransformerEncoderLayer(4, 2, activation='foo') | m(x)
"""


def pairs(table: str) -> list[list[str]]:
    return [line.split(" | ") for line in table.strip().splitlines()]


def called(torch: Any, made: str, call: str) -> dict[str, Any]:
    """Return what a module of given values computes, with graphs, gradients and text."""
    numbers = np.random.default_rng(0)

    def random(*shape: int) -> Any:
        return torch.tensor(numbers.normal(size=shape).tolist()).double()

    module = eval(f"nn.{made}", {"nn": torch.nn}).double()
    for one in module.parameters():
        one.data = random(*one.shape)
    x, y = random(3, 2, 4).requires_grad_(), random(5, 2, 4).requires_grad_()
    causal = torch.tensor([[0, -1e9, -1e9], [0, 0, -1e9], [0, 0, 0]]).double()
    padding = torch.tensor([[False, False, True], [False, False, False]])
    masks = {"causal": causal, "padding": padding, "each": random(4, 3, 3)}
    outputs = eval(call, {"m": module, "x": x, "y": y, **masks})
    listed = [*outputs] if isinstance(outputs, tuple) else [outputs]
    given = [one for one in listed if one is not None]
    sum((one * one).sum() for one in given).backward()
    leaves = [*module.parameters(), x, y]
    grads = [None if one.grad is None else one.grad.numpy() for one in leaves]
    return {
        "none": [one is None for one in (*listed, *grads)],
        "trees": [tree(one.grad_fn) for one in given],
        "values": [*(one.detach().numpy() for one in given), *(g for g in grads if g is not None)],
        "text": repr(module),
        "parameters": [name for name, _ in module.named_parameters()],
    }


@pytest.mark.filterwarnings("ignore:Support for mismatched", "ignore:enable_nested_tensor")
@pytest.mark.parametrize(("made", "call"), pairs(CALLS))
def test_same_as_torch(made: str, call: str) -> None:
    found, wanted = (called(torch, made, call) for torch in (ours, theirs))
    for one, other in zip(found.pop("values"), wanted.pop("values"), strict=True):
        np.testing.assert_allclose(one, other, rtol=1e-9, atol=1e-9)
    assert found == wanted


@pytest.mark.parametrize(("made", "call"), pairs(ERRORS))
def test_same_error_as_torch(made: str, call: str) -> None:
    messages = []
    for torch in (ours, theirs):
        with pytest.raises((AssertionError, RuntimeError, ValueError)) as caught:
            called(torch, made, call)
        messages.append((caught.type, str(caught.value)))
    assert messages[0] == messages[1]
