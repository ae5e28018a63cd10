"""Sequences of several lengths, packed for an LSTM, and a schedule of the learning rate."""

import torch
import torch.nn as nn
import torch.nn.functional as F
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence, pad_sequence


class Tagger(nn.Module):
    def __init__(self, words, tags):
        super().__init__()
        self.embedding = nn.Embedding(words, 4, padding_idx=0)
        self.lstm = nn.LSTM(4, 3, num_layers=2, batch_first=True, bidirectional=True)
        self.tags = nn.Linear(6, tags)

    def forward(self, sentences, lengths):
        packed = pack_padded_sequence(
            self.embedding(sentences), lengths, batch_first=True, enforce_sorted=False
        )
        output, (hidden, _) = self.lstm(packed)
        padded, lengths = pad_packed_sequence(output, batch_first=True)
        return self.tags(padded), hidden, lengths


model = Tagger(8, 3).double()
print(model)
with torch.no_grad():
    for index, p in enumerate(model.parameters()):
        p.copy_(torch.sin(torch.arange(float(p.numel())) * 0.9 + index).reshape(p.shape) / 2)
    model.embedding.weight[0] = 0
sentences = [torch.tensor([1, 2, 3]), torch.tensor([4, 5, 6, 7]), torch.tensor([2])]
tags = pad_sequence([one % 3 for one in sentences], batch_first=True, padding_value=-1)
lengths = torch.tensor([len(one) for one in sentences])
padded = pad_sequence(sentences, batch_first=True)
optimizer = torch.optim.AdamW(model.parameters(), lr=0.05)
schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, max_lr=0.1, total_steps=5)
for step in range(4):
    scores, hidden, seen = model(padded, lengths)
    loss = F.cross_entropy(scores.transpose(1, 2), tags, ignore_index=-1)
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    schedule.step()
    print(f"{step}: {loss.item():.5f}, rate {schedule.get_last_lr()[0]:.5f}")
print(seen, hidden.shape, model.embedding.weight.grad[0].sum())
packed = pack_padded_sequence(
    padded.double().requires_grad_(), lengths.sort(descending=True)[0], True
)
print(packed.data.grad_fn.name(), packed.batch_sizes)
