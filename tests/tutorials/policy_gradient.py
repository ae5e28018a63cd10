"""An actor and a critic: log-probabilities of actions, advantages, and steps of Adam."""

import torch
import torch.nn as nn
import torch.nn.functional as F
from torch.distributions import Categorical, Independent, Normal, kl_divergence


class Policy(nn.Module):
    def __init__(self):
        super().__init__()
        self.body = nn.Linear(4, 8)
        self.actor, self.critic = nn.Linear(8, 2), nn.Linear(8, 1)

    def forward(self, state):
        hidden = F.relu(self.body(state))
        return Categorical(logits=self.actor(hidden)), self.critic(hidden).squeeze(-1)


policy = Policy().double()
with torch.no_grad():
    for index, p in enumerate(policy.parameters()):
        p.copy_(torch.sin(torch.arange(float(p.numel())) * 0.7 + index).reshape(p.shape) / 2)
optimizer = torch.optim.Adam(policy.parameters(), lr=1e-2)
states = torch.cos(torch.arange(24.0, dtype=torch.float64)).reshape(6, 4)
actions, rewards = torch.tensor([0, 1, 1, 0, 1, 0]), [1.0, 0.0, 2.0, 0.0, 0.0, 1.0]
for episode in range(3):
    returns, total = [], 0.0
    for reward in reversed(rewards):
        total = reward + 0.9 * total
        returns.insert(0, total)
    returns = torch.tensor(returns, dtype=torch.float64)
    returns = (returns - returns.mean()) / (returns.std() + 1e-9)
    distribution, values = policy(states)
    advantages = returns - values.detach()
    loss = -(distribution.log_prob(actions) * advantages).mean()
    loss = loss + F.smooth_l1_loss(values, returns) - 0.01 * distribution.entropy().mean()
    optimizer.zero_grad()
    loss.backward()
    norm = nn.utils.clip_grad_norm_(policy.parameters(), 0.5)
    optimizer.step()
    print(f"{episode}: loss {loss.item():.5f}, norm {norm.item():.5f}")
print(distribution, distribution.sample().shape, distribution.sample((2,)).shape)

mean = torch.tensor([0.5, -1.0], dtype=torch.float64, requires_grad=True)
gaussian = Independent(Normal(mean, torch.tensor([0.3, 2.0], dtype=torch.float64)), 1)
prior = Independent(Normal(torch.zeros(2).double(), torch.ones(2).double()), 1)
divergence = kl_divergence(gaussian, prior)
divergence.backward()
print(gaussian, divergence, mean.grad)
try:
    Normal(torch.zeros(2), -1.0)
except ValueError as error:
    print(error)
