"""What tensors print."""

REPRS = """
torch.tensor([[1.5, -2], [3, 4e5]])
torch.tensor([1e-8, 1.])
torch.tensor([1e-5])
torch.tensor([float('nan'), -1., 22.])
torch.tensor([float('inf'), float('-inf'), 2.5])
torch.tensor([float('nan')])
torch.tensor([0., -0.])
torch.tensor([-1, 200, 3])
torch.tensor([[True, False]])
torch.zeros(0)
torch.zeros(0, 3)
torch.zeros(0, dtype=torch.int64)
torch.zeros(2, 0, 3, requires_grad=True)
torch.zeros(2, 3, 4)
torch.zeros(2, 1, 2, 2, requires_grad=True)
torch.arange(10000)
torch.arange(10000.).reshape(100, 100)
torch.arange(10000.).reshape(10, 10, 100) / 3
torch.arange(60.) * 1e6
torch.arange(60) * 1000003
torch.tensor(123456789.)
torch.tensor(1e9)
torch.tensor(1e-9)
torch.tensor(True)
torch.tensor([1.5], dtype=torch.float16)
torch.tensor([1, 2], dtype=torch.uint8)
torch.arange(1001.) + 0.5
(torch.arange(20.).reshape(2, 10) * 1.37 - 7).requires_grad_() * 1
torch.ones(30, 4, requires_grad=True).sum(0) * 1e-6
torch.zeros(2).device
torch.Size([1, 2]) + (3,)
f'{torch.tensor(1.5):.3f}'
'{}'.format(torch.tensor(1.5, requires_grad=True))
f'{torch.tensor([1.5])}'
torch.tensor(1.5).__repr__(tensor_contents='...')
"""
