"""Numbers beyond what the elements of a tensor can hold, and powers of integers."""

# ruff: noqa: E501

PROGRAMS = """
x = torch.ones(2, 3, dtype=torch.uint8); y = x + 1000; z = x - 300; w = 300 - x; v = x * -1
x = torch.ones(2, dtype=torch.uint8); v = x == 300; u = x < 1000; s = x // 300; r = x % 300; q = x & 1000; p = 300 // x; o = 300 % x
x = torch.ones(2, 3, dtype=torch.int8); x += 1000; x.mul_(300); y = x | 1000
x = torch.ones(2, dtype=torch.uint8); x[0] = 1000
x = torch.ones(2, dtype=torch.uint8); x[0] = -1; x[1] = 2.9
x = torch.ones(2, dtype=torch.uint8); x.fill_(1000)
x = torch.ones(2, dtype=torch.int64); x.fill_(float('nan'))
x = torch.ones(2, dtype=torch.int32); x.index_fill(0, torch.tensor([0]), 2**40)
x = torch.ones(2, dtype=torch.int16); x.masked_fill(x > 0, 2**20)
torch.full((2,), 300, dtype=torch.uint8)
torch.full((2,), float('nan'), dtype=torch.int64)
y = torch.full((2,), 2.5, dtype=torch.int64); z = torch.full((2,), -1, dtype=torch.uint8); w = torch.full_like(z, -2); v = z.new_full((2,), -3)
torch.full((2,), 1e60)
torch.ones(2).masked_fill(torch.tensor([True, False]), 1e60)
torch.tensor([300], dtype=torch.uint8)
torch.tensor(300, dtype=torch.uint8)
y = torch.tensor([[-1], [3]], dtype=torch.uint8)
torch.tensor([float('nan')], dtype=torch.int64)
torch.tensor(float('inf'), dtype=torch.int32)
x = torch.tensor([1, 2, 3, -1]); y = x ** torch.tensor([-1, -2, 0, -3]); z = 2 ** x
x = torch.tensor([1, 2, 3, -1]); y = x ** -1
x = torch.tensor([1, 2, 3, -1]); y = x ** 0.5; z = x ** 2; w = x ** True; u = 2.5 ** x; x **= 2
x = torch.tensor([True, False]); v = x ** 1.5
x = torch.empty(2, 0); r = [x.stride(), torch.empty(0).stride(), (x + 1).stride(), torch.empty(0, 3, 2).stride(), x.sum(0).stride()]
"""
