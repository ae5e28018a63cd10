"""Layer, batch, group, instance and root-mean-square normalisation."""

# ruff: noqa: E501

EXPRESSIONS = """
torch.nn.functional.layer_norm(f(2, 3), (3,))
torch.nn.functional.layer_norm(f(2, 3), (3,), f(3), f(3))
torch.nn.functional.layer_norm(f(2, 3), (3,), f(3))
torch.nn.functional.layer_norm(f(2, 3), (2, 3), f(2, 3), f(2, 3))
torch.nn.functional.layer_norm(f(2, 2, 3), (2, 3), f(2, 3), f(2, 3), eps=0.1)
torch.nn.functional.layer_norm(f(2, 3).detach(), (3,), f(3), f(3))
torch.nn.functional.layer_norm(f(2, 3).exp(), [3], f(3).detach())
torch.nn.functional.rms_norm(f(2, 3), (3,))
torch.nn.functional.rms_norm(f(2, 3), (3,), f(3))
torch.nn.functional.rms_norm(f(2, 2, 3), (2, 3), f(2, 3), eps=1e-3)
torch.nn.functional.batch_norm(f(4, 3), None, None, training=True)
torch.nn.functional.batch_norm(f(4, 3) ** 2, None, None, f(3), f(3), training=True)
torch.nn.functional.batch_norm(f(4, 3), torch.zeros(3, dtype=torch.float64), torch.ones(3, dtype=torch.float64), f(3), f(3), training=True)
torch.nn.functional.batch_norm(f(4, 3), torch.zeros(3, dtype=torch.float64), torch.ones(3, dtype=torch.float64), f(3), f(3), training=False)
torch.nn.functional.batch_norm(f(2, 3, 2), torch.zeros(3, dtype=torch.float64), torch.ones(3, dtype=torch.float64), f(3), f(3))
torch.nn.functional.batch_norm(f(2, 3, 2), torch.zeros(3, dtype=torch.float64), torch.ones(3, dtype=torch.float64))
torch.nn.functional.batch_norm(f(2, 3, 2, 2).exp(), None, None, f(3), training=True, eps=0.1)
torch.nn.functional.batch_norm(f(2, 3, 2, 2).detach(), None, None, f(3), f(3), training=True)
torch.nn.functional.group_norm(f(2, 4, 2), 2)
torch.nn.functional.group_norm(f(2, 4, 2), 2, f(4), f(4))
torch.nn.functional.group_norm(f(2, 4, 2, 2) ** 2, 2, f(4), f(4), eps=0.01)
torch.nn.functional.group_norm(f(2, 4), 2, f(4))
torch.nn.functional.group_norm(f(2, 4), 1, f(4), f(4))
torch.nn.functional.instance_norm(f(2, 3, 2))
torch.nn.functional.instance_norm(f(2, 3, 2, 2) ** 2, weight=f(3), bias=f(3))
torch.nn.functional.instance_norm(f(2, 3, 2), torch.zeros(3, dtype=torch.float64), torch.ones(3, dtype=torch.float64), weight=f(3), bias=f(3), use_input_stats=False)
torch.nn.functional.local_response_norm(f(2, 3, 4), 2)
torch.nn.functional.local_response_norm(f(2, 3, 4, 2), 3)
"""

PROGRAMS = """
torch.nn.functional.layer_norm(f(2, 3), (4,))
torch.nn.functional.layer_norm(f(2, 3), (3,), f(4))
torch.nn.functional.layer_norm(f(2, 3), (3,), f(3), f(4))
torch.nn.functional.layer_norm(f(2, 3), [])
torch.nn.functional.layer_norm(f(2, 3), 3)
torch.nn.functional.layer_norm(f(2, 3), (3,), f(3, dtype='float32'))
torch.nn.functional.layer_norm(f(2, 3, dtype='float32'), (3,), f(3), f(3))
torch.nn.functional.rms_norm(f(2, 3), (4,), f(3))
torch.nn.functional.rms_norm(f(2, 3), (4,))
torch.nn.functional.rms_norm(f(2, 3), ())
torch.nn.functional.batch_norm(f(4, 3), None, None)
torch.nn.functional.batch_norm(f(4, 3), None, torch.ones(3))
torch.nn.functional.batch_norm(f(1, 3), None, None, training=True)
torch.nn.functional.batch_norm(f(4, 3), torch.zeros(4), torch.ones(4))
torch.nn.functional.batch_norm(f(4, 3), None, None, f(4), training=True)
torch.nn.functional.batch_norm(f(4, 3), torch.zeros(3), torch.ones(3), training=True)
m = torch.zeros(3, dtype=torch.float64); s = torch.ones(3, dtype=torch.float64); y = torch.nn.functional.batch_norm(f(4, 3), m, s, training=True); v = m._version
m = torch.zeros(3, dtype=torch.float64); s = torch.ones(3, dtype=torch.float64); y = torch.nn.functional.batch_norm(f(4, 3, 2), m, s, training=True, momentum=0.5); z = torch.nn.functional.batch_norm(f(4, 3, 2), m, s)
m = torch.zeros(3, dtype=torch.float64); s = torch.ones(3, dtype=torch.float64); y = torch.nn.functional.instance_norm(f(2, 3, 2), m, s)
m = torch.zeros(3); y = torch.nn.functional.batch_norm(f(4, 3, dtype='float32'), m, torch.ones(3), training=True); y.sum().backward()
torch.nn.functional.group_norm(f(2, 4, 2), 3)
torch.nn.functional.group_norm(f(2, 4, 2), 2, f(3))
torch.nn.functional.group_norm(f(2), 2)
torch.nn.functional.instance_norm(f(2, 3, 1))
y = torch.nn.functional.layer_norm(f(2, 3, dtype='float32'), (3,)); y.sum().backward()
"""

SAVED = """
torch.nn.functional.layer_norm(f(2, 3), (3,), f(3), f(3))
torch.nn.functional.layer_norm(f(2, 3), (3,))
torch.nn.functional.batch_norm(f(4, 3), None, None, f(3), f(3), training=True)
torch.nn.functional.group_norm(f(2, 4, 2), 2, f(4), f(4))
"""
