"""One step of LSTM, GRU and RNN."""

# ruff: noqa: E501

EXPRESSIONS = """
torch.lstm(f(2, 1, 2, dtype='float32').sin(), (f(1, 1, 2, dtype='float32'), f(1, 1, 2, dtype='float32').cos()), [f(8, 2, dtype='float32').sin(), f(8, 2, dtype='float32').cos(), f(8, dtype='float32'), f(8, dtype='float32')], True, 1, 0., True, False, False)[0]
torch.lstm(f(1, 2, 2, dtype='float32').sin(), (f(2, 1, 2, dtype='float32'), f(2, 1, 2, dtype='float32').cos()), [f(8, 2, dtype='float32').sin(), f(8, 2, dtype='float32').cos()] * 2, False, 1, 0., True, True, True)[2]
torch.lstm(f(3, 2, 2, dtype='float32').sin(), (f(1, 2, 2, dtype='float32'), f(1, 2, 2, dtype='float32').cos()), [f(8, 2, dtype='float32').sin(), f(8, 2, dtype='float32').cos()], False, 1, 0., True, False, False)[1]
torch.lstm(f(2, 1, 2).sin(), (f(1, 1, 2), f(1, 1, 2).cos()), [f(8, 2).sin(), f(8, 2).cos(), f(8), f(8)], True, 1, 0., True, False, False)[0]
torch.lstm(f(1, 2, 2).sin(), (f(2, 1, 2), f(2, 1, 2).cos()), [f(8, 2).sin(), f(8, 2).cos()] * 2, False, 1, 0., True, True, True)[2]
torch.gru(f(2, 1, 2).sin(), f(1, 1, 2), [f(6, 2).sin(), f(6, 2).cos(), f(6), f(6)], True, 1, 0., True, False, False)[0]
torch.gru(f(1, 2, 2).sin(), f(2, 1, 2), [f(6, 2).sin(), f(6, 2).cos()] * 2, False, 2, 0., True, False, True)[1]
torch.rnn_tanh(f(2, 1, 2).sin(), f(1, 1, 2), [f(2, 2).sin(), f(2, 2).cos(), f(2), f(2)], True, 1, 0., True, False, False)[0]
torch.rnn_relu(f(1, 2, 2), f(1, 1, 2), [f(2, 2), f(2, 2)], False, 1, 0., True, False, True)[0]
torch.lstm_cell(f(2, 3), (f(2, 4), f(2, 4)), f(16, 3).sin(), f(16, 4).sin(), f(16), f(16))[0]
torch.lstm_cell(f(2, 3), (f(2, 4), f(2, 4)), f(16, 3).sin(), f(16, 4).sin(), f(16), f(16))[1]
torch.lstm_cell(f(2, 3), (f(2, 4), f(2, 4)), f(16, 3).sin(), f(16, 4).sin())[0]
torch.lstm_cell(f(2, 3), torch.lstm_cell(f(2, 3), (f(2, 2), f(2, 2)), f(8, 3).sin(), f(8, 2)), f(8, 3).cos(), f(8, 2).sin())[0]
torch.gru_cell(f(2, 3), f(2, 4), f(12, 3).sin(), f(12, 4).sin(), f(12), f(12))
torch.gru_cell(f(2, 3), f(2, 4), f(12, 3).sin(), f(12, 4).sin())
torch.rnn_tanh_cell(f(2, 3), f(2, 4), f(4, 3).sin(), f(4, 4).cos(), f(4), f(4))
torch.rnn_tanh_cell(f(2, 3), f(2, 4), f(4, 3).sin(), f(4, 4).cos())
torch.rnn_relu_cell(f(2, 3), f(2, 4), f(4, 3).sin(), f(4, 4).cos(), f(4), f(4))
"""

PROGRAMS = """
torch.lstm_cell(f(2, 3), (f(2, 4), f(2, 4)), f(16, 2), f(16, 4), f(16), f(16))
torch.lstm_cell(f(2, 3), f(2, 4), f(16, 2), f(16, 4), f(16), f(16))
torch.lstm_cell(f(2, 3), (f(2, 5), f(2, 5)), f(16, 3), f(16, 4), f(16), f(16))
torch.lstm_cell(f(2, 3), (f(2, 5), f(2, 4)), f(16, 3), f(16, 4), f(16), f(16))
torch.lstm_cell(f(2, 3), (f(3, 4), f(3, 4)), f(16, 3), f(16, 4), f(16), f(16))
torch.lstm_cell(f(3), (f(4), f(4)), f(16, 3), f(16, 4))
torch.gru_cell(f(2, 3), f(2, 5), f(12, 3), f(12, 4), f(12), f(12))
torch.gru_cell(f(2, 3), f(2, 4), f(12, 2), f(12, 4), f(12), f(12))
h, c = torch.lstm_cell(f(2, 3), (f(2, 4), f(2, 4)), f(16, 3).sin(), f(16, 4).sin(), f(16), f(16)); (h * c).sum().backward()
"""
