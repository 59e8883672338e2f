import numpy as np
from tensorflow.keras.layers import Input, LSTM, Dense, Embedding, Bidirectional, Concatenate
from tensorflow.keras.models import Model

n_units, src_vocab, tgt_vocab, max_src, max_tgt = 64, 500, 400, 12, 10

encoder_inputs = Input(shape=(max_src,))
enc_emb = Embedding(src_vocab, 32)(encoder_inputs)
encoder = Bidirectional(LSTM(n_units, return_state=True))
encoder_outputs, forward_h, forward_c, backward_h, backward_c = encoder(enc_emb)
state_h = Concatenate()([forward_h, backward_h])
state_c = Concatenate()([forward_c, backward_c])
encoder_states = [state_h, state_c]

decoder_inputs = Input(shape=(None,))
dec_emb_layer = Embedding(tgt_vocab, 32)
decoder_lstm = LSTM(n_units * 2, return_sequences=True, return_state=True)
decoder_outputs, _, _ = decoder_lstm(dec_emb_layer(decoder_inputs), initial_state=encoder_states)
decoder_dense = Dense(tgt_vocab, activation="softmax")
model = Model([encoder_inputs, decoder_inputs], decoder_dense(decoder_outputs))
model.compile(optimizer="rmsprop", loss="sparse_categorical_crossentropy")

encoder_model = Model(encoder_inputs, encoder_states)
state_input_h = Input(shape=(n_units * 2,))
state_input_c = Input(shape=(n_units * 2,))
dec_out, h, c = decoder_lstm(dec_emb_layer(decoder_inputs), initial_state=[state_input_h, state_input_c])
decoder_model = Model([decoder_inputs, state_input_h, state_input_c], [decoder_dense(dec_out), h, c])

states = encoder_model.predict(np.zeros((1, max_src)), verbose=0)
token = np.zeros((1, 1))
output_tokens, h, c = decoder_model.predict([token] + states, verbose=0)
