"""A convolution and a batch normalization in one custom function, which saves less."""

import torch
import torch.nn.functional as F
from torch import nn
from torch.autograd.function import once_differentiable


def convolution_backward(grad_out, X, weight):
    grad_input = F.conv2d(X.transpose(0, 1), grad_out.transpose(0, 1)).transpose(0, 1)
    grad_X = F.conv_transpose2d(grad_out, weight)
    return grad_X, grad_input


def unsqueeze_all(t):
    return t[None, :, None, None]


def batch_norm_backward(grad_out, X, sum, sqrt_var, N, eps):
    tmp = ((X - unsqueeze_all(sum) / N) * grad_out).sum(dim=(0, 2, 3))
    tmp *= -1
    d_denom = tmp / (sqrt_var + eps) ** 2
    d_var = d_denom / (2 * sqrt_var)
    d_mean_dx = grad_out / unsqueeze_all(sqrt_var + eps)
    d_mean_dx = unsqueeze_all(-d_mean_dx.sum(dim=(0, 2, 3)) / N)
    grad_input = X * unsqueeze_all(d_var * N)
    grad_input += unsqueeze_all(-d_var * sum)
    grad_input *= 2 / ((N - 1) * N)
    grad_input += d_mean_dx
    grad_input *= unsqueeze_all(sqrt_var + eps)
    grad_input += grad_out
    grad_input /= unsqueeze_all(sqrt_var + eps)
    return grad_input


class FusedConvBN2DFunction(torch.autograd.Function):
    @staticmethod
    def forward(ctx, X, conv_weight, eps=1e-3):
        assert X.ndim == 4
        ctx.save_for_backward(X, conv_weight)
        X = F.conv2d(X, conv_weight)
        total = X.sum(dim=(0, 2, 3))
        var = X.var(unbiased=True, dim=(0, 2, 3))
        N = X.numel() / X.size(1)
        sqrt_var = torch.sqrt(var)
        ctx.eps, ctx.sum, ctx.N, ctx.sqrt_var = eps, total, N, sqrt_var
        mean = total / N
        out = X - unsqueeze_all(mean)
        out /= unsqueeze_all(sqrt_var + eps)
        return out

    @staticmethod
    @once_differentiable
    def backward(ctx, grad_out):
        X, conv_weight = ctx.saved_tensors
        again = F.conv2d(X, conv_weight)
        grad = batch_norm_backward(grad_out, again, ctx.sum, ctx.sqrt_var, ctx.N, ctx.eps)
        grad_X, grad_weight = convolution_backward(grad, X, conv_weight)
        return grad_X, grad_weight, None, None, None, None, None


def wave(*shape):
    count = torch.Size(shape).numel()
    return torch.sin(torch.arange(float(count)) * 1.7).reshape(shape).double()


weight, X = wave(5, 3, 3, 3).requires_grad_(), wave(10, 3, 7, 7).requires_grad_()
print(torch.autograd.gradcheck(FusedConvBN2DFunction.apply, (X[:2, :, :4, :4], weight[:2])))


class FusedConvBN(nn.Module):
    def __init__(self, kernel):
        super().__init__()
        self.conv_weight = nn.Parameter(kernel)

    def forward(self, X):
        return FusedConvBN2DFunction.apply(X, self.conv_weight, 1e-3)


fused = FusedConvBN(weight.detach())
plain = nn.Conv2d(3, 5, 3, bias=False).double()
plain.load_state_dict({"weight": weight.detach()})
one = fused(X)
convolved = plain(X)
other = (convolved - convolved.mean((0, 2, 3), True)) / (
    convolved.std((0, 2, 3), keepdim=True) + 1e-3
)
print(torch.allclose(one, other), one.grad_fn.name())
seed = wave(*one.shape)
grads = torch.autograd.grad(one, (X, fused.conv_weight), seed)
expected = torch.autograd.grad(other, (X, plain.weight), seed)
print([torch.allclose(*pair) for pair in zip(grads, expected, strict=True)])
try:
    first = torch.autograd.grad(fused(X).sum(), X, create_graph=True)[0]
    first.sum().backward()
except RuntimeError as error:
    print(error)
print(fused, list(fused.state_dict()))
