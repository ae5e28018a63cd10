"""Scaled dot-product attention."""

# ruff: noqa: E501

EXPRESSIONS = """
torch.nn.functional.scaled_dot_product_attention(f(2, 3, 4), f(2, 3, 4), f(2, 3, 4))
torch.nn.functional.scaled_dot_product_attention(f(2, 2, 3, 4), f(2, 2, 3, 4), f(2, 2, 3, 5))
torch.nn.functional.scaled_dot_product_attention(f(2, 3, 4), f(2, 3, 4), f(2, 3, 4), is_causal=True)
torch.nn.functional.scaled_dot_product_attention(f(2, 2, 3, 4), f(2, 2, 3, 4), f(2, 2, 3, 4), attn_mask=f(3, 3))
torch.nn.functional.scaled_dot_product_attention(f(2, 3, 4), f(2, 3, 4), f(2, 3, 4), attn_mask=f(3, 3).detach() > 1)
torch.nn.functional.scaled_dot_product_attention(f(2, 3, 4), f(2, 3, 4), f(2, 3, 4), scale=0.3)
torch.nn.functional.scaled_dot_product_attention(f(3, 4), f(3, 4), f(3, 4))
torch.nn.functional.scaled_dot_product_attention(f(2, 2, 2, 3, 4), f(2, 2, 2, 3, 4), f(2, 2, 2, 3, 4))
torch.nn.functional.scaled_dot_product_attention(f(2, 2, 3, 4), f(1, 2, 3, 4), f(1, 2, 3, 4))
torch.nn.functional.scaled_dot_product_attention(f(2, 2, 3, 4), f(2, 1, 3, 4), f(2, 1, 3, 4))
torch.nn.functional.scaled_dot_product_attention(f(3, 4), f(3, 4), f(3, 4), attn_mask=torch.tensor([[True, False, True], [False, False, False], [True, True, True]]))
"""

PROGRAMS = """
q, k, v = f(2, 2, 3, 4).sin(), f(2, 2, 3, 4).cos(), f(2, 2, 3, 4); y = torch.nn.functional.scaled_dot_product_attention(q, k, v); (y * y).sum().backward()
q, k, v = f(2, 2, 3, 4).cos(), f(2, 2, 5, 4).sin(), f(2, 2, 5, 4); y = torch.nn.functional.scaled_dot_product_attention(q, k, v); (y * y).sum().backward()
q, k, v = f(2, 2, 3, 4).sin(), f(2, 2, 3, 4).cos(), f(2, 2, 3, 4); y = torch.nn.functional.scaled_dot_product_attention(q, k, v, is_causal=True); (y * y).sum().backward()
q, k, v = f(2, 2, 3, 4).sin(), f(2, 2, 3, 4).cos(), f(2, 2, 3, 4); y = torch.nn.functional.scaled_dot_product_attention(q, k, v, scale=0.3); (y * y).sum().backward()
q, k, v = f(2, 2, 3, 4).sin(), f(2, 2, 3, 4).cos(), f(2, 2, 3, 4); y = torch.nn.functional.scaled_dot_product_attention(q, k, v, attn_mask=f(3, 3, grad=False)); (y * y).sum().backward()
q, k, v = f(2, 2, 3, 4).sin(), f(2, 2, 3, 4).cos(), f(2, 2, 3, 4); y = torch.nn.functional.scaled_dot_product_attention(q, k, v, attn_mask=f(3, 3, grad=False) > 1); (y * y).sum().backward()
q, k, v = f(2, 2, 3, 4).sin(), f(2, 2, 3, 4).cos(), f(2, 2, 3, 4); y = torch.nn.functional.scaled_dot_product_attention(q, k, v, attn_mask=f(2, 1, 3, 3, grad=False)); (y * y).sum().backward()
q, k, v = f(2, 2, 3, 4).sin(), f(2, 2, 3, 4).cos(), f(2, 2, 3, 4); y = torch.nn.functional.scaled_dot_product_attention(q, k, v, attn_mask=f(3, 3, grad=False), is_causal=True); (y * y).sum().backward()
q, k, v = f(2, 4, 3, 4).sin(), f(2, 2, 3, 4).cos(), f(2, 2, 3, 4); y = torch.nn.functional.scaled_dot_product_attention(q, k, v, enable_gqa=True); (y * y).sum().backward()
q, k, v = f(2, 2, 3, 4).sin(), f(2, 2, 3, 4, grad=False), f(2, 2, 3, 4, grad=False); y = torch.nn.functional.scaled_dot_product_attention(q, k, v); (y * y).sum().backward()
q = f(2, 2, 3, 4, dtype='float32'); y = torch.nn.functional.scaled_dot_product_attention(q, q, q).dtype
x = f(2, 3, 4); y = torch.nn.functional.scaled_dot_product_attention(x, x, x, dropout_p=1.0)
torch.nn.functional.scaled_dot_product_attention(f(4), f(4), f(4))
torch.nn.functional.scaled_dot_product_attention(f(2, 2, 3, 4), f(2, 2, 3, 5), f(2, 2, 3, 4))
torch.nn.functional.scaled_dot_product_attention(f(2, 3, 4), f(2, 3, 5), f(2, 3, 5))
torch.nn.functional.scaled_dot_product_attention(f(2, 3, 4), f(2, 3, 4, dtype='float32'), f(2, 3, 4))
torch.nn.functional.scaled_dot_product_attention(f(2, 2, 3, 4), f(2, 2, 3, 4), f(2, 2, 3, 4), attn_mask=f(3, 3, grad=False).int())
torch.nn.functional.scaled_dot_product_attention(f(2, 3, 4), f(2, 3, 4), f(2, 3, 4), attn_mask=f(3, 3), is_causal=True)
"""

SAVED = """
torch.nn.functional.scaled_dot_product_attention(f(2, 2, 3, 4), f(2, 2, 3, 4), f(2, 2, 3, 4))
torch.nn.functional.scaled_dot_product_attention(f(2, 2, 3, 4), f(2, 2, 3, 4), f(2, 2, 3, 4), attn_mask=f(3, 3, grad=False), scale=0.5)
"""
