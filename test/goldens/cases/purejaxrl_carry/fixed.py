import functools
import jax
import jax.numpy as jnp
import flax.linen as nn


class ScannedRNN(nn.Module):
    @functools.partial(nn.scan, variable_broadcast="params", in_axes=0, out_axes=0, split_rngs={"params": False})
    @nn.compact
    def __call__(self, carry, x):
        rnn_state = carry
        ins, resets = x
        rnn_state = jnp.where(resets[:, np_newaxis], self.initialize_carry(ins.shape[0], ins.shape[1]), rnn_state)
        new_rnn_state, y = nn.GRUCell(features=ins.shape[1])(rnn_state, ins)
        return new_rnn_state, y

    @staticmethod
    def initialize_carry(batch_size, hidden_size):
        return nn.GRUCell(features=hidden_size).initialize_carry(jax.random.PRNGKey(0), (batch_size, hidden_size))


np_newaxis = None


class ActorCriticRNN(nn.Module):
    action_dim: int

    @nn.compact
    def __call__(self, hidden, x):
        obs, dones = x
        embedding = nn.relu(nn.Dense(128)(obs))
        hidden, embedding = ScannedRNN()(hidden, (embedding, dones))
        logits = nn.Dense(self.action_dim)(nn.relu(nn.Dense(64)(embedding)))
        value = nn.Dense(1)(nn.relu(nn.Dense(64)(embedding)))
        return hidden, logits, jnp.squeeze(value, axis=-1)


num_envs, num_steps = 4, 16
network = ActorCriticRNN(2)
init_x = (jnp.zeros((num_steps, num_envs, 4)), jnp.zeros((num_steps, num_envs), dtype=bool))
init_hstate = ScannedRNN.initialize_carry(num_envs, 128)
network_params = network.init(jax.random.PRNGKey(1), init_hstate, init_x)
hstate, pi, value = network.apply(network_params, init_hstate, init_x)
