import numpy as np
import keras
from keras.layers import Dense, Embedding, Input, LSTM

num_encoder_tokens, num_decoder_tokens = 71, 93
latent_dim = 2 ** 8

encoder_inputs = Input(shape=(None, num_encoder_tokens))
_, state_h, state_c = LSTM(latent_dim, return_state=True)(encoder_inputs)
encoder_states = [state_h, state_c]

decoder_inputs = Input(shape=(None, num_decoder_tokens))
decoder_lstm = LSTM(latent_dim, return_sequences=True, return_state=True)
decoder_outputs, *_ = decoder_lstm(
    decoder_inputs,
    initial_state=encoder_states,
)
decoder_outputs = Dense(num_decoder_tokens, activation='softmax')(decoder_outputs)
model = keras.Model([encoder_inputs, decoder_inputs], decoder_outputs)

x = np.zeros((64, 16, num_encoder_tokens))[:, ::-1]
assert x.shape[-1] == num_encoder_tokens, "tokens"
