"""教科书里的图：乘积 = 权重 * 输入，输出 = 乘积 + 偏置。"""

import graphviz_autograd as torch

权重 = torch.tensor(2.0, requires_grad=True)
输入 = torch.tensor(3.0)
偏置 = torch.tensor(1.0, requires_grad=True)
乘积 = 权重 * 输入
输出 = 乘积 + 偏置
