"""Modules, each with the shapes of its inputs, to be compared on both frameworks."""

# ruff: noqa: E501

MODULES = """
nn.Linear(3, 4) | 2 3
nn.Linear(3, 4, bias=False) | 5 2 3
nn.Linear(3, 4) | 3
nn.Bilinear(2, 3, 4) | 5 2; 5 3
nn.Bilinear(2, 3, 4, bias=False) | 5 2; 5 3
nn.Identity(3, name='x') | 2 3
nn.LayerNorm(3) | 2 3
nn.LayerNorm((2, 3), eps=1e-3, bias=False) | 4 2 3
nn.LayerNorm(3, elementwise_affine=False) | 2 3
nn.GroupNorm(2, 4) | 3 4 5
nn.GroupNorm(2, 4, affine=False) | 3 4 5
nn.RMSNorm(3) | 2 3
nn.BatchNorm1d(3) | 5 3
nn.BatchNorm1d(3, momentum=None) | 5 3 4
nn.BatchNorm2d(2, affine=False) | 3 2 4 4
nn.BatchNorm2d(2, track_running_stats=False) | 3 2 4 4
nn.BatchNorm3d(2, eps=1e-3, momentum=0.3) | 2 2 3 2 2
nn.BatchNorm1d(3).eval() | 5 3
nn.BatchNorm1d(3, bias=False) | 5 3
nn.SyncBatchNorm(3) | 5 3
nn.SyncBatchNorm.convert_sync_batchnorm(nn.BatchNorm2d(2, momentum=None, bias=False)) | 3 2 4 4
nn.CrossMapLRN2d(3, 0.3, 0.6, 2.0) | 2 7 2 2
nn.CrossMapLRN2d(4, alpha=0.5) | 2 5 1 3
nn.GroupNorm(2, 4, bias=False) | 3 4 5
nn.Conv1d(2, 3, 3) | 2 2 6
nn.Conv1d(2, 3, 3, padding=1, padding_mode='circular') | 2 2 6
nn.Conv2d(2, 4, 3, stride=2, padding=1, bias=False) | 2 2 5 5
nn.Conv2d(2, 4, (3, 2), dilation=(1, 2), groups=2) | 2 2 5 5
nn.Conv2d(1, 2, 3, padding='same') | 1 1 4 4
nn.Conv2d(1, 2, 3, padding='same', padding_mode='reflect') | 1 1 4 4
nn.Conv2d(1, 2, 3, padding=(2, 1), padding_mode='replicate') | 1 1 4 4
nn.Conv3d(1, 2, 2) | 1 1 3 3 3
nn.ConvTranspose1d(2, 3, 3) | 2 2 6
nn.ConvTranspose2d(2, 4, 3, stride=2, padding=1, output_padding=1, groups=2) | 1 2 3 3
nn.MaxPool1d(2) | 2 3 6
nn.MaxPool2d(2) | 2 3 6 6
nn.MaxPool2d(3, stride=2, padding=1, ceil_mode=True) | 2 3 6 6
nn.AvgPool1d(2, 1) | 2 3 6
nn.AvgPool2d(2, count_include_pad=False) | 2 3 6 6
nn.AdaptiveAvgPool1d(2) | 2 3 6
nn.AdaptiveAvgPool2d((2, 1)) | 2 3 6 6
nn.AdaptiveMaxPool2d(2) | 2 3 6 6
nn.RNNCell(3, 4) | 2 3
nn.RNNCell(3, 4, nonlinearity='relu', bias=False) | 2 3; 2 4
nn.RNNCell(3, 4) | 3
nn.GRUCell(3, 4) | 2 3; 2 4
nn.Flatten() | 2 3 4
nn.Flatten(0) | 2 3 4
nn.Unflatten(1, (3, 2)) | 2 6
nn.Dropout(0.3).eval() | 2 3
nn.Dropout(0, inplace=False) | 2 3
nn.Dropout2d().eval() | 2 3 4 4
nn.AlphaDropout().eval() | 2 3
nn.ReLU() | 2 3
nn.ReLU(inplace=True) | 2 3
nn.ReLU6() | 2 3
nn.Sigmoid() | 2 3
nn.Tanh() | 2 3
nn.Softmax(dim=1) | 2 3
nn.LogSoftmax(-1) | 2 3
nn.Softmin(1) | 2 3
nn.LeakyReLU() | 2 3
nn.LeakyReLU(0.2, True) | 2 3
nn.ELU() | 2 3
nn.SELU() | 2 3
nn.CELU(2.0) | 2 3
nn.GELU() | 2 3
nn.GELU('tanh') | 2 3
nn.SiLU() | 2 3
nn.Mish() | 2 3
nn.Softplus() | 2 3
nn.Softplus(2, threshold=3) | 2 3
nn.Softsign() | 2 3
nn.Softshrink() | 2 3
nn.Hardshrink(0.4) | 2 3
nn.Hardtanh() | 2 3
nn.Hardsigmoid() | 2 3
nn.Hardswish() | 2 3
nn.LogSigmoid() | 2 3
nn.Tanhshrink() | 2 3
nn.Threshold(0.1, 2.0) | 2 3
nn.PReLU() | 2 3
nn.PReLU(3, init=0.1) | 2 3
nn.GLU() | 2 4
nn.InstanceNorm1d(3) | 2 3 4
nn.InstanceNorm1d(3, affine=True) | 3 4
nn.InstanceNorm2d(2, affine=True, track_running_stats=True) | 3 2 4 4
nn.InstanceNorm2d(2, track_running_stats=True).eval() | 3 2 4 4
nn.InstanceNorm3d(2, momentum=0.5, eps=1e-3) | 1 2 2 3 2
nn.LocalResponseNorm(2) | 1 4 2 2
nn.ConstantPad1d(2, 1.5) | 1 2 3
nn.ConstantPad2d((1, 2, 0, 1), 0) | 1 2 3 3
nn.ConstantPad3d(1, 0.5) | 1 1 2 2 2
nn.ZeroPad1d((1, 2)) | 1 2 3
nn.ZeroPad2d(1) | 1 2 3 3
nn.ZeroPad3d(1) | 1 1 2 2 2
nn.ReflectionPad1d(2) | 1 2 3
nn.ReflectionPad2d((1, 0, 2, 1)) | 1 2 3 3
nn.ReflectionPad3d(1) | 1 1 2 2 2
nn.ReplicationPad1d(2) | 1 2 3
nn.ReplicationPad2d(1) | 1 2 3 3
nn.ReplicationPad3d(1) | 1 1 2 2 2
nn.CircularPad1d(2) | 1 2 3
nn.CircularPad2d((1, 1, 0, 1)) | 1 2 3 3
nn.CircularPad3d(1) | 1 1 2 2 2
nn.Fold((4, 4), 2) | 1 4 9
nn.Unfold(2, stride=2) | 1 2 4 4
nn.LPPool1d(2, 3, stride=1, ceil_mode=True) | 1 2 5
nn.LPPool2d(2, 2) | 1 2 4 4
nn.LPPool3d(2, 2) | 1 1 2 2 2
nn.AdaptiveAvgPool3d((1, 2, None)) | 1 2 3 4 2
nn.AdaptiveMaxPool3d(2) | 1 2 3 4 4
nn.PixelUnshuffle(2) | 1 1 4 4
nn.ChannelShuffle(2) | 1 4 2 2
nn.Softmax2d() | 1 3 2 2
nn.Softmax2d() | 3 2 2
nn.Dropout3d().eval() | 1 2 2 2 2
nn.RReLU().eval() | 2 3
nn.UpsamplingNearest2d(scale_factor=2) | 1 2 3 3
nn.UpsamplingBilinear2d(size=(4, 5)) | 1 2 3 3
nn.TripletMarginWithDistanceLoss() | 2 3; 2 3; 2 3
nn.TripletMarginWithDistanceLoss(margin=2.0, swap=True, reduction='sum') | 2 3; 2 3; 2 3
nn.MultiLabelSoftMarginLoss() | 2 3; 2 3
nn.CosineSimilarity() | 2 3; 2 3
nn.PairwiseDistance() | 2 3; 2 3
nn.PixelShuffle(2) | 1 4 2 2
nn.Upsample(scale_factor=2) | 1 2 3 3
nn.MSELoss() | 2 3; 2 3
nn.MSELoss(reduction='none') | 2 3; 2 3
nn.L1Loss(reduction='sum') | 2 3; 2 3
nn.SmoothL1Loss(beta=0.5) | 2 3; 2 3
nn.HuberLoss() | 2 3; 2 3
nn.KLDivLoss(reduction='batchmean') | 2 3; 2 3
nn.PoissonNLLLoss() | 2 3; 2 3
nn.TripletMarginLoss() | 2 3; 2 3; 2 3
nn.Sequential(nn.Linear(3, 4), nn.ReLU(), nn.Sequential(nn.Linear(4, 2), nn.Tanh())) | 2 3
nn.Sequential(OrderedDict(first=nn.Linear(3, 4), then=nn.LayerNorm(4))) | 2 3
nn.Sequential(nn.Conv2d(1, 2, 3), nn.BatchNorm2d(2), nn.ReLU(), nn.MaxPool2d(2), nn.Flatten(), nn.Linear(8, 3)) | 2 1 6 6
nn.Sequential(nn.Linear(3, 3), nn.Dropout(0.0), nn.Linear(3, 3))[:2] | 2 3
"""

REPRS = """
nn.ModuleList([nn.Linear(2, 2), nn.Linear(2, 2), nn.ReLU(), nn.Sequential(nn.Tanh())])
nn.ModuleList()
nn.ModuleDict({'a': nn.ReLU(), 'b': nn.Linear(1, 2)})
nn.ParameterList([nn.Parameter(torch.ones(2)), torch.zeros(2, 3)])
nn.Embedding(4, 3, padding_idx=-1)
nn.Embedding(4, 3, max_norm=1.0, scale_grad_by_freq=True)
nn.ParameterDict({'a': nn.Parameter(torch.ones(2)), 'b': torch.zeros(1, 2)})
list(nn.ParameterDict({'a': torch.ones(2), 'b': torch.zeros(1, 2)}).state_dict())
nn.EmbeddingBag(5, 3)
nn.EmbeddingBag(5, 3, None, 1.0, True, 'max', False, None, True, 2)
nn.RNNCellBase(2, 3, True, 4)
nn.LazyInstanceNorm1d()
nn.LazyInstanceNorm2d(affine=False)
nn.LazyInstanceNorm3d(1e-3, 0.5, False, False)
nn.SyncBatchNorm.convert_sync_batchnorm(nn.Sequential(nn.Linear(2, 3), nn.BatchNorm1d(3), nn.Sequential(nn.BatchNorm2d(3, affine=False), nn.InstanceNorm1d(3))))
nn.BatchNorm1d(2, 1e-5, 0.1, True, True, None, torch.float64).weight
nn.factory_kwargs({'device': 'cpu', 'factory_kwargs': {'dtype': torch.float64}})
nn.EmbeddingBag(5, 3, mode='sum', padding_idx=-1, scale_grad_by_freq=True)
nn.MaxUnpool1d(2, stride=1, padding=1)
nn.MaxUnpool2d(2)
nn.MaxUnpool3d(2)
nn.CTCLoss()
nn.MultiMarginLoss()
nn.MultiLabelMarginLoss()
nn.Transformer(4, 2, 1, 1, 8, batch_first=True)
nn.TransformerDecoder(nn.TransformerDecoderLayer(4, 2, 8, bias=False), 2)
list(nn.Transformer(4, 2, 1, 1, 8, batch_first=True).state_dict())
nn.LSTMCell(3, 4, bias=False)
nn.LSTM(2, 3, 2, bias=False, bidirectional=True)
nn.GRU(2, 3, batch_first=True, dropout=0.)
nn.RNN(2, 3, 2, nonlinearity='relu', dropout=0.1)
list(nn.LSTM(2, 3, 2, bidirectional=True).state_dict())
[[list(w.shape) for w in one] for one in nn.GRU(2, 3, 2).all_weights]
nn.CrossEntropyLoss(label_smoothing=0.1)
nn.Parameter(torch.ones(2))
nn.Parameter(torch.ones(2), requires_grad=False)
nn.Parameter()
nn.Linear(2, 2).load_state_dict(nn.Linear(2, 2).state_dict())
nn.Linear(2, 2).load_state_dict({'weight': torch.ones(2, 2), 'more': torch.ones(1)}, strict=False)
torch.optim.SGD([nn.Parameter(torch.ones(2))], lr=0.1)
torch.optim.Adam([{'params': [nn.Parameter(torch.ones(2))], 'lr': 0.5}, {'params': nn.Parameter(torch.ones(1))}])
torch.optim.AdamW([nn.Parameter(torch.ones(2))])
torch.optim.RMSprop([nn.Parameter(torch.ones(2))])
torch.optim.Adafactor([nn.Parameter(torch.ones(2))])
torch.optim.Adagrad([nn.Parameter(torch.ones(2))])
torch.optim.Adadelta([nn.Parameter(torch.ones(2))])
torch.optim.Adamax([nn.Parameter(torch.ones(2))])
torch.optim.NAdam([nn.Parameter(torch.ones(2))])
torch.optim.RAdam([nn.Parameter(torch.ones(2))])
torch.optim.ASGD([nn.Parameter(torch.ones(2))])
torch.optim.Rprop([nn.Parameter(torch.ones(2))])
torch.optim.LBFGS([nn.Parameter(torch.ones(2))])
"""

OPTIMIZERS = """
SGD(p, lr=0.1)
SGD(p)
SGD(p, lr=0.1, weight_decay=0.2)
SGD(p, lr=0.1, momentum=0.9)
SGD(p, lr=0.1, momentum=0.9, dampening=0.5)
SGD(p, lr=0.1, momentum=0.9, weight_decay=0.1, nesterov=True)
SGD(p, lr=0.1, momentum=0.5, maximize=True)
Adam(p)
Adam(p, lr=0.1, betas=(0.8, 0.9), eps=1e-3)
Adam(p, weight_decay=0.1, maximize=True)
Adam(p, lr=0.1, amsgrad=True)
RMSprop(p)
RMSprop(p, lr=0.1, alpha=0.9, eps=1e-3, weight_decay=0.1)
RMSprop(p, lr=0.1, momentum=0.9, centered=True)
RMSprop(p, momentum=0.5, maximize=True)
Adafactor(p)
Adafactor(p, lr=0.5, beta2_decay=-0.5, eps=(1e-3, 0.1), d=1.5, weight_decay=0.1, maximize=True)
Adagrad(p)
Adagrad(p, lr=0.1, lr_decay=0.1, weight_decay=0.1, initial_accumulator_value=0.2)
Adagrad(p, maximize=True)
AdamW(p, lr=0.1)
AdamW(p, lr=0.1, weight_decay=0.3, amsgrad=True)
Adadelta(p)
Adadelta(p, lr=0.5, rho=0.8, eps=1e-3, weight_decay=0.1, maximize=True)
Adamax(p)
Adamax(p, lr=0.1, betas=(0.8, 0.9), eps=1e-3, weight_decay=0.1)
NAdam(p)
NAdam(p, lr=0.1, weight_decay=0.1, momentum_decay=0.01)
NAdam(p, lr=0.1, weight_decay=0.1, decoupled_weight_decay=True, maximize=True)
RAdam(p)
RAdam(p, lr=0.1, betas=(0.8, 0.7), weight_decay=0.1)
RAdam(p, lr=0.1, weight_decay=0.1, decoupled_weight_decay=True)
ASGD(p)
ASGD(p, lr=0.1, lambd=0.1, alpha=0.5, t0=2, weight_decay=0.1)
Rprop(p)
Rprop(p, lr=0.1, etas=(0.4, 1.5), step_sizes=(1e-3, 0.2), maximize=True)
"""
