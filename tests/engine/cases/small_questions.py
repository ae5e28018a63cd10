"""Small questions and switches: signs, sizes, devices, anomaly mode, the state of random numbers."""

# ruff: noqa: E501

PROGRAMS = """
r = [torch.ones(1).is_nonzero(), torch.zeros(1).is_nonzero(), torch.is_signed(torch.ones(1)), torch.is_signed(torch.ones(1, dtype=torch.uint8)), torch.is_same_size(torch.ones(1), torch.ones(2)), torch.get_device(torch.ones(1))]
torch.ones(2).is_nonzero()
x = f(2) * 2; y = torch.detach_(x); r = [y is x, x.requires_grad]
r = [torch.is_anomaly_enabled(), torch.is_anomaly_check_nan_enabled()]; torch.set_anomaly_enabled(True, check_nan=False); s = [torch.is_anomaly_enabled(), torch.is_anomaly_check_nan_enabled()]; torch.set_anomaly_enabled(False); t = torch.is_anomaly_enabled()
torch.random.manual_seed(3); h = torch.random.fork_rng(devices=[]); h.__enter__(); a = torch.rand(3); h.__exit__(None, None, None); r = torch.equal(a, torch.rand(3)); a = h = None
torch.random.manual_seed(3); h = torch.random.fork_rng(devices=[], enabled=False); h.__enter__(); a = torch.rand(3); h.__exit__(None, None, None); r = torch.equal(a, torch.rand(3)); a = h = None
torch.random.manual_seed(3); r = torch.random.initial_seed(); a = torch.random.get_rng_state(); b = torch.rand(2); torch.random.set_rng_state(a); s = torch.equal(b, torch.rand(2)); a = b = None
r = torch.is_warn_always_enabled(); torch.set_warn_always(not r); s = torch.is_warn_always_enabled() is not r; torch.set_warn_always(r); r = None
r = torch._C.has_lapack
"""
