import numpy as np
from keras import ops
from keras.layers import Input, LSTM, Dense, Embedding, Lambda, RepeatVector, concatenate
from keras.models import Model

inp_vocab, out_vocab = 120, 90
output_dim_emb, units_lstm = 32, 128
STEPS = 9

encoder_input = Input((None,), name="enc_input")
embeddings_enc = Embedding(inp_vocab, output_dim_emb, name="enc_emb")(encoder_input)
enc_output, enc_h, enc_c = LSTM(units_lstm, return_state=True, name="encoder")(embeddings_enc)
encoder_full_state = concatenate([enc_h, enc_c])

decoder_input = Input((STEPS,), name="dec_input")
embeddings_dec = Embedding(out_vocab, output_dim_emb, name="dec_emb")(decoder_input)
peeked = RepeatVector(STEPS)(encoder_full_state)
pseudo_attention_input = concatenate([embeddings_dec, peeked])
dec_lstm = LSTM(units_lstm, return_sequences=True, name="decoder")
dec_output = dec_lstm(pseudo_attention_input, initial_state=[enc_h, enc_c])
probs = Dense(out_vocab, activation="softmax")(dec_output)

model = Model([encoder_input, decoder_input], probs)
model.compile("rmsprop", "sparse_categorical_crossentropy")
model.fit([np.random.randint(0, 120, (16, 11)), np.random.randint(0, 90, (16, STEPS))],
          np.random.randint(0, 90, (16, STEPS)), verbose=0)
