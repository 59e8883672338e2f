from __future__ import annotations
from typing import List, Optional
import torch
import torch.nn as nn
from torch import Tensor


class LSTMHistorySummarizationModule(nn.Module):
    def __init__(self, observation_dim: int, action_dim: int, hidden_dim: int = 128, history_length: int = 8, num_layers: int = 2) -> None:
        super().__init__()
        self.history_length = history_length
        self.action_dim = action_dim
        self.register_buffer("history", torch.zeros((history_length, action_dim + observation_dim)))
        self.lstm = nn.LSTM(input_size=observation_dim + action_dim, hidden_size=hidden_dim, num_layers=num_layers, batch_first=True)
        self.register_buffer("default_action", torch.zeros((1, action_dim)))

    def summarize_history(self, observation: Tensor, action: Optional[Tensor]) -> Tensor:
        action = self.default_action if action is None else action
        observation = observation.clone().detach().float().view((1, -1))
        action = action.clone().detach().float().view((1, -1))
        pair = torch.cat((action, observation.view((1, -1))), dim=-1)
        self.history = torch.cat([self.history[1:, :], pair], dim=0)
        x = self.history.unsqueeze(0)
        out, _ = self.lstm(x)
        return out[:, -1, :].view((1, -1))


def mlp_block(input_dim: int, hidden_dims: List[int], output_dim: int) -> nn.Sequential:
    layers = []
    dims = [input_dim] + hidden_dims
    for i in range(len(dims) - 1):
        layers.append(nn.Linear(dims[i], dims[i + 1]))
        layers.append(nn.ReLU())
    layers.append(nn.Linear(dims[-1], output_dim))
    return nn.Sequential(*layers)


class VanillaActorNetwork(nn.Module):
    def __init__(self, input_dim, hidden_dims, output_dim):
        super().__init__()
        self._model = mlp_block(input_dim, hidden_dims, output_dim)

    def forward(self, x):
        return torch.softmax(self._model(x), dim=-1)


class Agent:
    def __init__(self, observation_dim, n_actions, hidden_dim):
        self.history = LSTMHistorySummarizationModule(observation_dim, n_actions, hidden_dim)
        self.actor = VanillaActorNetwork(hidden_dim, [64, 64], n_actions)

    def act(self, obs):
        state = self.history.summarize_history(obs, None)
        probs = self.actor(state)
        return int(probs.argmax(dim=-1))


agent = Agent(observation_dim=4, n_actions=2, hidden_dim=32)
for t in range(3):
    a = agent.act(torch.randn(4))
