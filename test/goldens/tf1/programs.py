# --- output-projection
import tensorflow as tf

x = tf.placeholder(tf.float32, [4, 8, 5])
rnn = tf.contrib.rnn
lstm = tf.nn.rnn_cell.LSTMCell(10)
cell = rnn.OutputProjectionWrapper(lstm, 7)
out, state = tf.nn.dynamic_rnn(cell, x, dtype=tf.float32)
# --- input-projection
import tensorflow as tf

x = tf.placeholder(tf.float32, [4, 8, 5])
rnn = tf.contrib.rnn
lstm = tf.nn.rnn_cell.LSTMCell(10)
cell = rnn.InputProjectionWrapper(lstm, 6)
out, state = tf.nn.dynamic_rnn(cell, x, dtype=tf.float32)
# --- embedding-wrapper
import tensorflow as tf

x = tf.placeholder(tf.float32, [4, 8, 5])
rnn = tf.contrib.rnn
lstm = tf.nn.rnn_cell.LSTMCell(10)
cell = rnn.EmbeddingWrapper(lstm, 20, 6)
ids = tf.zeros([4, 8, 1], tf.int32)
out, state = tf.nn.dynamic_rnn(cell, ids, dtype=tf.float32)
h = state.h
# --- attention-cell
import tensorflow as tf

x = tf.placeholder(tf.float32, [4, 8, 5])
rnn = tf.contrib.rnn
lstm = tf.nn.rnn_cell.LSTMCell(10)
cell = rnn.AttentionCellWrapper(lstm, attn_length=3)
out, state = tf.nn.dynamic_rnn(cell, x, dtype=tf.float32)
attention = state[1]
window = state[2]
# --- attention-cell-sized
import tensorflow as tf

x = tf.placeholder(tf.float32, [4, 8, 5])
rnn = tf.contrib.rnn
lstm = tf.nn.rnn_cell.LSTMCell(10)
cell = rnn.AttentionCellWrapper(lstm, 3, attn_size=9, attn_vec_size=8)
out, state = tf.nn.dynamic_rnn(cell, x, dtype=tf.float32)
window = state[2]
# --- layer-norm
import tensorflow as tf

x = tf.placeholder(tf.float32, [4, 8, 5])
rnn = tf.contrib.rnn
lstm = tf.nn.rnn_cell.LSTMCell(10)
cell = rnn.LayerNormBasicLSTMCell(10)
out, state = tf.nn.dynamic_rnn(cell, x, dtype=tf.float32)
h, c = state.h, state.c
# --- lstm-block
import tensorflow as tf

x = tf.placeholder(tf.float32, [4, 8, 5])
rnn = tf.contrib.rnn
lstm = tf.nn.rnn_cell.LSTMCell(10)
cell = rnn.LSTMBlockCell(10)
out, state = tf.nn.dynamic_rnn(cell, x, dtype=tf.float32)
h, c = state.h, state.c
# --- coupled
import tensorflow as tf

x = tf.placeholder(tf.float32, [4, 8, 5])
rnn = tf.contrib.rnn
lstm = tf.nn.rnn_cell.LSTMCell(10)
cell = rnn.CoupledInputForgetGateLSTMCell(10, num_proj=6)
out, state = tf.nn.dynamic_rnn(cell, x, dtype=tf.float32)
h, c = state.h, state.c
# --- nas
import tensorflow as tf

x = tf.placeholder(tf.float32, [4, 8, 5])
rnn = tf.contrib.rnn
lstm = tf.nn.rnn_cell.LSTMCell(10)
cell = rnn.NASCell(10)
out, state = tf.nn.dynamic_rnn(cell, x, dtype=tf.float32)
h, c = state.h, state.c
# --- grouped
import tensorflow as tf

x = tf.placeholder(tf.float32, [4, 8, 5])
rnn = tf.contrib.rnn
lstm = tf.nn.rnn_cell.LSTMCell(10)
cell = rnn.GLSTMCell(10, number_of_groups=5)
out, state = tf.nn.dynamic_rnn(cell, x, dtype=tf.float32)
h, c = state.h, state.c
# --- indy
import tensorflow as tf

x = tf.placeholder(tf.float32, [4, 8, 5])
rnn = tf.contrib.rnn
lstm = tf.nn.rnn_cell.LSTMCell(10)
cell = rnn.IndyLSTMCell(10)
out, state = tf.nn.dynamic_rnn(cell, x, dtype=tf.float32)
h, c = state.h, state.c
# --- peepholes
import tensorflow as tf

x = tf.placeholder(tf.float32, [4, 8, 5])
rnn = tf.contrib.rnn
lstm = tf.nn.rnn_cell.LSTMCell(10)
cell = tf.nn.rnn_cell.LSTMCell(10, use_peepholes=True, num_proj=6)
out, state = tf.nn.dynamic_rnn(cell, x, dtype=tf.float32)
h, c = state.h, state.c
# --- gru-block
import tensorflow as tf

x = tf.placeholder(tf.float32, [4, 8, 5])
rnn = tf.contrib.rnn
lstm = tf.nn.rnn_cell.LSTMCell(10)
cell = rnn.GRUBlockCell(10)
out, state = tf.nn.dynamic_rnn(cell, x, dtype=tf.float32)
# --- gru-block-2
import tensorflow as tf

x = tf.placeholder(tf.float32, [4, 8, 5])
rnn = tf.contrib.rnn
lstm = tf.nn.rnn_cell.LSTMCell(10)
cell = rnn.GRUBlockCellV2(10)
out, state = tf.nn.dynamic_rnn(cell, x, dtype=tf.float32)
# --- ugrnn
import tensorflow as tf

x = tf.placeholder(tf.float32, [4, 8, 5])
rnn = tf.contrib.rnn
lstm = tf.nn.rnn_cell.LSTMCell(10)
cell = rnn.UGRNNCell(10)
out, state = tf.nn.dynamic_rnn(cell, x, dtype=tf.float32)
# --- ind-rnn
import tensorflow as tf

x = tf.placeholder(tf.float32, [4, 8, 5])
rnn = tf.contrib.rnn
lstm = tf.nn.rnn_cell.LSTMCell(10)
cell = rnn.IndRNNCell(10)
out, state = tf.nn.dynamic_rnn(cell, x, dtype=tf.float32)
# --- sru
import tensorflow as tf

x = tf.placeholder(tf.float32, [4, 8, 5])
rnn = tf.contrib.rnn
lstm = tf.nn.rnn_cell.LSTMCell(10)
cell = rnn.SRUCell(10)
out, state = tf.nn.dynamic_rnn(cell, x, dtype=tf.float32)
# --- indy-gru
import tensorflow as tf

x = tf.placeholder(tf.float32, [4, 8, 5])
rnn = tf.contrib.rnn
lstm = tf.nn.rnn_cell.LSTMCell(10)
cell = rnn.IndyGRUCell(10)
out, state = tf.nn.dynamic_rnn(cell, x, dtype=tf.float32)
# --- highway
import tensorflow as tf

x = tf.placeholder(tf.float32, [4, 8, 5])
rnn = tf.contrib.rnn
lstm = tf.nn.rnn_cell.LSTMCell(10)
cell = rnn.HighwayWrapper(tf.nn.rnn_cell.GRUCell(5))
out, state = tf.nn.dynamic_rnn(cell, x, dtype=tf.float32)
# --- residual
import tensorflow as tf

x = tf.placeholder(tf.float32, [4, 8, 5])
rnn = tf.contrib.rnn
lstm = tf.nn.rnn_cell.LSTMCell(10)
cell = tf.nn.rnn_cell.ResidualWrapper(tf.nn.rnn_cell.GRUCell(5))
out, state = tf.nn.dynamic_rnn(cell, x, dtype=tf.float32)
# --- dropout
import tensorflow as tf

x = tf.placeholder(tf.float32, [4, 8, 5])
rnn = tf.contrib.rnn
lstm = tf.nn.rnn_cell.LSTMCell(10)
cell = tf.nn.rnn_cell.DropoutWrapper(tf.nn.rnn_cell.GRUCell(5), output_keep_prob=0.5)
out, state = tf.nn.dynamic_rnn(cell, x, dtype=tf.float32)
# --- static-both
import tensorflow as tf

x = tf.placeholder(tf.float32, [4, 8, 5])
rnn = tf.contrib.rnn
lstm = tf.nn.rnn_cell.LSTMCell(10)
steps = tf.unstack(x, 8, 1)
outs, fw, bw = tf.nn.static_bidirectional_rnn(lstm, tf.nn.rnn_cell.GRUCell(6), steps, dtype=tf.float32)
last = outs[-1]
h = fw.h
# --- stacked-both
import tensorflow as tf

x = tf.placeholder(tf.float32, [4, 8, 5])
rnn = tf.contrib.rnn
lstm = tf.nn.rnn_cell.LSTMCell(10)
cells = lambda: [tf.nn.rnn_cell.LSTMCell(10), tf.nn.rnn_cell.LSTMCell(7)]
out, fw, bw = rnn.stack_bidirectional_dynamic_rnn(cells(), cells(), x, dtype=tf.float32)
h = fw[1].h
# --- stacked-both-static
import tensorflow as tf

x = tf.placeholder(tf.float32, [4, 8, 5])
rnn = tf.contrib.rnn
lstm = tf.nn.rnn_cell.LSTMCell(10)
cells = lambda: [tf.nn.rnn_cell.GRUCell(10), tf.nn.rnn_cell.GRUCell(7)]
outs, fw, bw = rnn.stack_bidirectional_rnn(cells(), cells(), tf.unstack(x, 8, 1), dtype=tf.float32)
last = outs[-1]
h = bw[0]
# --- cudnn
import tensorflow as tf

x = tf.placeholder(tf.float32, [4, 8, 5])
rnn = tf.contrib.rnn
lstm = tf.nn.rnn_cell.LSTMCell(10)
layer = tf.contrib.cudnn_rnn.CudnnLSTM(2, 10, direction='bidirectional')
out, (h, c) = layer(tf.zeros([8, 4, 5]))
# --- cudnn-gru
import tensorflow as tf

x = tf.placeholder(tf.float32, [4, 8, 5])
rnn = tf.contrib.rnn
lstm = tf.nn.rnn_cell.LSTMCell(10)
layer = tf.contrib.cudnn_rnn.CudnnGRU(2, 10)
out, (h,) = layer(tf.zeros([8, 4, 5]))
# --- decoder
import tensorflow as tf

x = tf.placeholder(tf.float32, [4, 8, 5])
rnn = tf.contrib.rnn
lstm = tf.nn.rnn_cell.LSTMCell(10)
helper = tf.contrib.seq2seq.TrainingHelper(x, [8, 8, 8, 8])
decoder = tf.contrib.seq2seq.BasicDecoder(lstm, helper, lstm.zero_state(4, tf.float32))
outs, state, lengths = tf.contrib.seq2seq.dynamic_decode(decoder)
logits = outs.rnn_output
ids = outs.sample_id
h = state.h
# --- attention-wrapper
import tensorflow as tf

x = tf.placeholder(tf.float32, [4, 8, 5])
rnn = tf.contrib.rnn
lstm = tf.nn.rnn_cell.LSTMCell(10)
memory = tf.zeros([4, 9, 12])
mechanism = tf.contrib.seq2seq.BahdanauAttention(6, memory)
cell = tf.contrib.seq2seq.AttentionWrapper(lstm, mechanism, attention_layer_size=7)
out, state = tf.nn.dynamic_rnn(cell, x, dtype=tf.float32)
zero = cell.zero_state(4, tf.float32)
attention = zero.attention
weights = zero.alignments
h = zero.cell_state.h
# --- attention-memory
import tensorflow as tf

x = tf.placeholder(tf.float32, [4, 8, 5])
rnn = tf.contrib.rnn
lstm = tf.nn.rnn_cell.LSTMCell(10)
memory = tf.zeros([4, 9, 12])
cell = tf.contrib.seq2seq.AttentionWrapper(lstm, tf.contrib.seq2seq.LuongAttention(10, memory))
out, state = tf.nn.dynamic_rnn(cell, x, dtype=tf.float32)
# --- sequence-loss
import tensorflow as tf

x = tf.placeholder(tf.float32, [4, 8, 5])
rnn = tf.contrib.rnn
lstm = tf.nn.rnn_cell.LSTMCell(10)
loss = tf.contrib.seq2seq.sequence_loss(tf.zeros([4, 8, 7]), tf.zeros([4, 8], tf.int32), tf.ones([4, 8]))
wide = tf.contrib.seq2seq.tile_batch(x, 3)
# --- old-keywords
import tensorflow as tf

x = tf.placeholder(tf.float32, [4, 8, 5])
rnn = tf.contrib.rnn
lstm = tf.nn.rnn_cell.LSTMCell(10)
a = tf.nn.dropout(x, keep_prob=0.5)
b = tf.reduce_mean(x, reduction_indices=[1])
c = tf.squeeze(tf.zeros([4, 1]), squeeze_dims=[1])
d = tf.nn.softmax(x, dim=-1)
e = tf.argmax(x, dimension=1)
f = tf.expand_dims(x, dim=1)
g = tf.nn.conv1d(value=x, filters=tf.zeros([3, 5, 7]), stride=1, padding='SAME')
h = tf.reduce_sum(x, keep_dims=True, axis=1)
i = tf.nn.conv2d(input=tf.zeros([2, 9, 9, 3]), filter=tf.zeros([3, 3, 3, 5]), strides=[1, 1, 1, 1], padding='SAME')
j = tf.cond(tf.constant(True), fn1=lambda: x, fn2=lambda: x)
k = tf.random_normal([2, 3])
l = tf.log(x)
m = tf.nn.xw_plus_b(tf.zeros([4, 5]), tf.zeros([5, 3]), tf.zeros([3]))
n = tf.nn.depthwise_conv2d(tf.zeros([2, 9, 9, 3]), tf.zeros([3, 3, 3, 2]), strides=[1, 1, 1, 1], padding='VALID', rate=[2, 2])
o = tf.nn.weighted_cross_entropy_with_logits(targets=x, logits=x, pos_weight=1.0)
q = tf.nn.conv2d_transpose(value=tf.zeros([2, 9, 9, 5]), filter=tf.zeros([3, 3, 3, 5]), output_shape=[2, 18, 18, 3], strides=[1, 2, 2, 1])
r = tf.linalg.norm(x, axis=1, keep_dims=True)
# --- weights-layer-norm
import tensorflow as tf

x = tf.placeholder(tf.float32, [4, 20, 8])
cell = tf.contrib.rnn.LayerNormBasicLSTMCell(10, dropout_keep_prob=0.5)
out, state = tf.nn.dynamic_rnn(cell, x, dtype=tf.float32)
last = state.h if isinstance(state, tuple) else state
# --- weights-layer-norm-off
import tensorflow as tf

x = tf.placeholder(tf.float32, [4, 20, 8])
cell = tf.contrib.rnn.LayerNormBasicLSTMCell(10, layer_norm=False)
out, state = tf.nn.dynamic_rnn(cell, x, dtype=tf.float32)
last = state.h if isinstance(state, tuple) else state
# --- weights-lstm-block
import tensorflow as tf

x = tf.placeholder(tf.float32, [4, 20, 8])
cell = tf.contrib.rnn.LSTMBlockCell(10)
out, state = tf.nn.dynamic_rnn(cell, x, dtype=tf.float32)
last = state.h if isinstance(state, tuple) else state
# --- weights-lstm-block-peephole
import tensorflow as tf

x = tf.placeholder(tf.float32, [4, 20, 8])
cell = tf.contrib.rnn.LSTMBlockCell(10, use_peephole=True)
out, state = tf.nn.dynamic_rnn(cell, x, dtype=tf.float32)
last = state.h if isinstance(state, tuple) else state
# --- weights-gru-block
import tensorflow as tf

x = tf.placeholder(tf.float32, [4, 20, 8])
cell = tf.contrib.rnn.GRUBlockCell(10)
out, state = tf.nn.dynamic_rnn(cell, x, dtype=tf.float32)
last = state.h if isinstance(state, tuple) else state
# --- weights-gru-block-2
import tensorflow as tf

x = tf.placeholder(tf.float32, [4, 20, 8])
cell = tf.contrib.rnn.GRUBlockCellV2(cell_size=10)
out, state = tf.nn.dynamic_rnn(cell, x, dtype=tf.float32)
last = state.h if isinstance(state, tuple) else state
# --- weights-coupled
import tensorflow as tf

x = tf.placeholder(tf.float32, [4, 20, 8])
cell = tf.contrib.rnn.CoupledInputForgetGateLSTMCell(10)
out, state = tf.nn.dynamic_rnn(cell, x, dtype=tf.float32)
last = state.h if isinstance(state, tuple) else state
# --- weights-coupled-all
import tensorflow as tf

x = tf.placeholder(tf.float32, [4, 20, 8])
cell = tf.contrib.rnn.CoupledInputForgetGateLSTMCell(10, use_peepholes=True, num_proj=6, layer_norm=True)
out, state = tf.nn.dynamic_rnn(cell, x, dtype=tf.float32)
last = state.h if isinstance(state, tuple) else state
# --- weights-nas
import tensorflow as tf

x = tf.placeholder(tf.float32, [4, 20, 8])
cell = tf.contrib.rnn.NASCell(10)
out, state = tf.nn.dynamic_rnn(cell, x, dtype=tf.float32)
last = state.h if isinstance(state, tuple) else state
# --- weights-nas-all
import tensorflow as tf

x = tf.placeholder(tf.float32, [4, 20, 8])
cell = tf.contrib.rnn.NASCell(10, num_proj=6, use_bias=True)
out, state = tf.nn.dynamic_rnn(cell, x, dtype=tf.float32)
last = state.h if isinstance(state, tuple) else state
# --- weights-ugrnn
import tensorflow as tf

x = tf.placeholder(tf.float32, [4, 20, 8])
cell = tf.contrib.rnn.UGRNNCell(10)
out, state = tf.nn.dynamic_rnn(cell, x, dtype=tf.float32)
last = state.h if isinstance(state, tuple) else state
# --- weights-grouped
import tensorflow as tf

x = tf.placeholder(tf.float32, [4, 20, 8])
cell = tf.contrib.rnn.GLSTMCell(10, number_of_groups=2)
out, state = tf.nn.dynamic_rnn(cell, x, dtype=tf.float32)
last = state.h if isinstance(state, tuple) else state
# --- weights-grouped-projected
import tensorflow as tf

x = tf.placeholder(tf.float32, [4, 20, 8])
cell = tf.contrib.rnn.GLSTMCell(10, num_proj=6, number_of_groups=2)
out, state = tf.nn.dynamic_rnn(cell, x, dtype=tf.float32)
last = state.h if isinstance(state, tuple) else state
# --- weights-ind-rnn
import tensorflow as tf

x = tf.placeholder(tf.float32, [4, 20, 8])
cell = tf.contrib.rnn.IndRNNCell(10)
out, state = tf.nn.dynamic_rnn(cell, x, dtype=tf.float32)
last = state.h if isinstance(state, tuple) else state
# --- weights-indy-lstm
import tensorflow as tf

x = tf.placeholder(tf.float32, [4, 20, 8])
cell = tf.contrib.rnn.IndyLSTMCell(10, 0.0)
out, state = tf.nn.dynamic_rnn(cell, x, dtype=tf.float32)
last = state.h if isinstance(state, tuple) else state
# --- weights-indy-gru
import tensorflow as tf

x = tf.placeholder(tf.float32, [4, 20, 8])
cell = tf.contrib.rnn.IndyGRUCell(10)
out, state = tf.nn.dynamic_rnn(cell, x, dtype=tf.float32)
last = state.h if isinstance(state, tuple) else state
# --- weights-sru
import tensorflow as tf

x = tf.placeholder(tf.float32, [4, 20, 8])
cell = tf.contrib.rnn.SRUCell(10)
out, state = tf.nn.dynamic_rnn(cell, x, dtype=tf.float32)
last = state.h if isinstance(state, tuple) else state
# --- weights-projected-peephole-both-ways
import tensorflow as tf

x = tf.placeholder(tf.float32, [20, 4, 8])
fw = tf.nn.rnn_cell.LSTMCell(10, use_peepholes=True, num_proj=6)
bw = tf.nn.rnn_cell.LSTMCell(12)
(ahead, back), states = tf.nn.bidirectional_dynamic_rnn(fw, bw, x, dtype=tf.float32, time_major=True)
both = tf.concat([ahead, back], 2)
c = states[0].c
h = states[0].h
# --- features-of-a-contrib-cell
import tensorflow as tf

x = tf.placeholder(tf.float32, [4, 8])
cell = tf.contrib.rnn.LayerNormBasicLSTMCell(10)
state = cell.zero_state(4, tf.float32)
h, state = cell(x, state)
y = tf.placeholder(tf.float32, [4, 9])
g, state = cell(y, state)
# --- weights-conv-1d
import tensorflow as tf

rnn = tf.contrib.rnn
x = tf.placeholder(tf.float32, [4, 5, 8, 3])
cell = rnn.Conv1DLSTMCell(input_shape=[8, 3], output_channels=6, kernel_shape=[3])
out, state = tf.nn.dynamic_rnn(cell, x, dtype=tf.float32)
c, h = state
# --- weights-conv-2d
import tensorflow as tf

rnn = tf.contrib.rnn
x = tf.placeholder(tf.float32, [None, 5, 8, 7, 3])
cell = rnn.Conv2DLSTMCell(input_shape=[8, 7, 3], output_channels=6, kernel_shape=[3, 3])
out, state = tf.nn.dynamic_rnn(cell, x, dtype=tf.float32)
last = out[:, -1]
flat = tf.reshape(last, [-1, 8 * 7 * 6])
# --- weights-conv-2d-no-bias
import tensorflow as tf

rnn = tf.contrib.rnn
x = tf.placeholder(tf.float32, [4, 5, 8, 7, 3])
cell = rnn.Conv2DLSTMCell(input_shape=[8, 7, 3], output_channels=6, kernel_shape=[3, 3], use_bias=False)
out, state = tf.nn.dynamic_rnn(cell, x, dtype=tf.float32)
# --- weights-conv-3d
import tensorflow as tf

rnn = tf.contrib.rnn
x = tf.placeholder(tf.float32, [4, 5, 8, 7, 6, 3])
cell = rnn.Conv3DLSTMCell(input_shape=[8, 7, 6, 3], output_channels=5, kernel_shape=[3, 3, 2])
out, state = tf.nn.dynamic_rnn(cell, x, dtype=tf.float32)
# --- weights-conv-any
import tensorflow as tf

rnn = tf.contrib.rnn
x = tf.placeholder(tf.float32, [4, 5, 8, 7, 3])
cell = rnn.ConvLSTMCell(2, [8, 7, 3], 6, [3, 3])
out, state = tf.nn.dynamic_rnn(cell, x, dtype=tf.float32)
h = state.h
# --- weights-conv-other-channels
import tensorflow as tf

rnn = tf.contrib.rnn
x = tf.placeholder(tf.float32, [4, 5, 8, 7, 4])
cell = rnn.Conv2DLSTMCell(input_shape=[8, 7, 3], output_channels=6, kernel_shape=[3, 3])
out, state = tf.nn.dynamic_rnn(cell, x, dtype=tf.float32)
# --- weights-conv-stack
import tensorflow as tf

rnn = tf.contrib.rnn
x = tf.placeholder(tf.float32, [4, 5, 8, 7, 3])
first = rnn.Conv2DLSTMCell(input_shape=[8, 7, 3], output_channels=6, kernel_shape=[3, 3])
second = rnn.Conv2DLSTMCell(input_shape=[8, 7, 6], output_channels=4, kernel_shape=[5, 5])
cell = tf.nn.rnn_cell.MultiRNNCell([first, second])
out, states = tf.nn.dynamic_rnn(cell, x, dtype=tf.float32)
h = states[1].h
# --- weights-conv-step
import tensorflow as tf

rnn = tf.contrib.rnn
x = tf.placeholder(tf.float32, [4, 8, 7, 3])
cell = rnn.Conv2DLSTMCell(input_shape=[8, 7, 3], output_channels=6, kernel_shape=[3, 3])
out, state = cell(x, cell.zero_state(4, tf.float32))
c = state.c
# --- conv-static
import tensorflow as tf

rnn = tf.contrib.rnn
x = tf.placeholder(tf.float32, [4, 5, 8, 7, 3])
cell = rnn.Conv2DLSTMCell(input_shape=[8, 7, 3], output_channels=6, kernel_shape=[3, 3])
outs, state = tf.nn.static_rnn(cell, tf.unstack(x, axis=1), dtype=tf.float32)
last = outs[-1]
# --- conv-both
import tensorflow as tf

rnn = tf.contrib.rnn
x = tf.placeholder(tf.float32, [4, 5, 8, 7, 3])
cell = rnn.Conv2DLSTMCell(input_shape=[8, 7, 3], output_channels=6, kernel_shape=[3, 3])
other = rnn.Conv2DLSTMCell(input_shape=[8, 7, 3], output_channels=6, kernel_shape=[3, 3])
(fw, bw), states = tf.nn.bidirectional_dynamic_rnn(cell, other, x, dtype=tf.float32)
both = tf.concat([fw, bw], -1)
# --- conv-other-width
import tensorflow as tf

rnn = tf.contrib.rnn
x = tf.placeholder(tf.float32, [4, 5, 8, 6, 3])
cell = rnn.Conv2DLSTMCell(input_shape=[8, 7, 3], output_channels=6, kernel_shape=[3, 3])
out, state = tf.nn.dynamic_rnn(cell, x, dtype=tf.float32)
# --- conv-no-image
import tensorflow as tf

rnn = tf.contrib.rnn
x = tf.placeholder(tf.float32, [4, 5, 8, 3])
cell = rnn.Conv2DLSTMCell(input_shape=[8, 7, 3], output_channels=6, kernel_shape=[3, 3])
out, state = tf.nn.dynamic_rnn(cell, x, dtype=tf.float32)
# --- conv-five-axes
import tensorflow as tf

rnn = tf.contrib.rnn
x = tf.placeholder(tf.float32, [4, 5, 8, 7, 3, 1])
cell = rnn.Conv2DLSTMCell(input_shape=[8, 7, 3], output_channels=6, kernel_shape=[3, 3])
out, state = tf.nn.dynamic_rnn(cell, x, dtype=tf.float32)
# --- conv-window-of-one
import tensorflow as tf

rnn = tf.contrib.rnn
x = tf.placeholder(tf.float32, [4, 5, 8, 7, 3])
cell = rnn.Conv2DLSTMCell(input_shape=[8, 7, 3], output_channels=6, kernel_shape=[3])
out, state = tf.nn.dynamic_rnn(cell, x, dtype=tf.float32)
# --- conv-window-of-a-number
import tensorflow as tf

rnn = tf.contrib.rnn
cell = rnn.Conv2DLSTMCell(input_shape=[8, 7, 3], output_channels=6, kernel_shape=3)
# --- conv-shape-of-a-tuple
import tensorflow as tf

rnn = tf.contrib.rnn
cell = rnn.Conv2DLSTMCell(input_shape=(8, 7, 3), output_channels=6, kernel_shape=(3, 3))
# --- conv-shape-of-two
import tensorflow as tf

rnn = tf.contrib.rnn
cell = rnn.Conv2DLSTMCell(input_shape=[8, 3], output_channels=6, kernel_shape=[3, 3])
# --- conv-by-position
import tensorflow as tf

rnn = tf.contrib.rnn
cell = rnn.Conv2DLSTMCell([8, 7, 3], 6, [3, 3])
# --- conv-no-window
import tensorflow as tf

rnn = tf.contrib.rnn
cell = rnn.Conv2DLSTMCell(input_shape=[8, 7, 3], output_channels=6)
# --- weights-intersection
import tensorflow as tf

rnn = tf.contrib.rnn
x = tf.placeholder(tf.float32, [4, 8, 5])
cell = rnn.IntersectionRNNCell(10, num_in_proj=10)
out, state = tf.nn.dynamic_rnn(cell, x, dtype=tf.float32)
# --- weights-intersection-as-wide
import tensorflow as tf

rnn = tf.contrib.rnn
x = tf.placeholder(tf.float32, [4, 8, 10])
cell = rnn.IntersectionRNNCell(10)
out, state = tf.nn.dynamic_rnn(cell, x, dtype=tf.float32)
# --- intersection-other-width
import tensorflow as tf

rnn = tf.contrib.rnn
x = tf.placeholder(tf.float32, [4, 8, 5])
cell = rnn.IntersectionRNNCell(10)
out, state = tf.nn.dynamic_rnn(cell, x, dtype=tf.float32)
# --- weights-phased
import tensorflow as tf

rnn = tf.contrib.rnn
times = tf.placeholder(tf.float32, [4, 8, 1])
x = tf.placeholder(tf.float32, [4, 8, 5])
cell = rnn.PhasedLSTMCell(10)
out, state = tf.nn.dynamic_rnn(cell, (times, x), dtype=tf.float32)
c, h = state
# --- weights-phased-peepholes
import tensorflow as tf

rnn = tf.contrib.rnn
times = tf.placeholder(tf.float32, [4, 8, 1])
x = tf.placeholder(tf.float32, [4, 8, 5])
cell = rnn.PhasedLSTMCell(10, use_peepholes=True)
out, state = tf.nn.dynamic_rnn(cell, (times, x), dtype=tf.float32)
# --- phased-step
import tensorflow as tf

rnn = tf.contrib.rnn
times = tf.placeholder(tf.float32, [4, 1])
x = tf.placeholder(tf.float32, [4, 5])
cell = rnn.PhasedLSTMCell(10)
out, state = cell((times, x), cell.zero_state(4, tf.float32))
# --- phased-both
import tensorflow as tf

rnn = tf.contrib.rnn
times = tf.placeholder(tf.float32, [4, 8, 1])
x = tf.placeholder(tf.float32, [4, 8, 5])
(fw, bw), states = tf.nn.bidirectional_dynamic_rnn(rnn.PhasedLSTMCell(10), rnn.PhasedLSTMCell(7), (times, x), dtype=tf.float32)
# --- weights-cudnn-compatible-lstm
import tensorflow as tf

rnn = tf.contrib.rnn
x = tf.placeholder(tf.float32, [4, 8, 5])
cell = tf.contrib.cudnn_rnn.CudnnCompatibleLSTMCell(10)
out, state = tf.nn.dynamic_rnn(cell, x, dtype=tf.float32)
# --- weights-cudnn-compatible-gru
import tensorflow as tf

rnn = tf.contrib.rnn
x = tf.placeholder(tf.float32, [4, 8, 5])
cell = tf.contrib.cudnn_rnn.CudnnCompatibleGRUCell(10)
out, state = tf.nn.dynamic_rnn(cell, x, dtype=tf.float32)
# --- weights-fused
import tensorflow as tf

rnn = tf.contrib.rnn
x = tf.placeholder(tf.float32, [8, 4, 5])
cell = rnn.LSTMBlockFusedCell(10)
out, state = cell(x, dtype=tf.float32)
last = out[-1]
# --- weights-fused-peepholes
import tensorflow as tf

rnn = tf.contrib.rnn
x = tf.placeholder(tf.float32, [8, 4, 5])
cell = rnn.LSTMBlockFusedCell(10, use_peephole=True)
out, (c, h) = cell(x, dtype=tf.float32)
# --- fused-lengths
import tensorflow as tf

rnn = tf.contrib.rnn
x = tf.placeholder(tf.float32, [8, 2, 5])
cell = rnn.LSTMBlockFusedCell(num_units=10)
out, state = cell(x, sequence_length=[3, 4], dtype=tf.float32)
# --- fused-states-of-another-batch
import tensorflow as tf

rnn = tf.contrib.rnn
x = tf.placeholder(tf.float32, [8, 4, 5])
cell = rnn.LSTMBlockFusedCell(10)
out, state = cell(x, (tf.zeros([8, 10]), tf.zeros([8, 10])))
# --- fused-two-axes
import tensorflow as tf

rnn = tf.contrib.rnn
x = tf.placeholder(tf.float32, [4, 5])
cell = rnn.LSTMBlockFusedCell(10)
out, state = cell(x, dtype=tf.float32)
# --- fused-without-dtype
import tensorflow as tf

rnn = tf.contrib.rnn
x = tf.placeholder(tf.float32, [8, 4, 5])
cell = rnn.LSTMBlockFusedCell(10)
out, state = cell(x)
# --- fused-both-ways
import tensorflow as tf

rnn = tf.contrib.rnn
x = tf.placeholder(tf.float32, [8, 4, 5])
fw = rnn.LSTMBlockFusedCell(10)
bw = rnn.TimeReversedFusedRNN(rnn.LSTMBlockFusedCell(10))
ahead, _ = fw(x, dtype=tf.float32)
back, _ = bw(x, dtype=tf.float32)
both = tf.concat([ahead, back], axis=-1)
# --- fused-adaptor
import tensorflow as tf

rnn = tf.contrib.rnn
x = tf.placeholder(tf.float32, [8, 4, 5])
cell = rnn.FusedRNNCellAdaptor(rnn.LSTMBlockCell(10), use_dynamic_rnn=True)
out, state = cell(x, dtype=tf.float32)
# --- fused-adaptor-steps
import tensorflow as tf

rnn = tf.contrib.rnn
x = tf.placeholder(tf.float32, [8, 4, 5])
cell = rnn.FusedRNNCellAdaptor(tf.nn.rnn_cell.GRUCell(10))
outs, state = cell(tf.unstack(x), dtype=tf.float32)
last = outs[-1]
# --- joined-states
import tensorflow as tf

x = tf.placeholder(tf.float32, [4, 8, 5])
cells = [tf.nn.rnn_cell.LSTMCell(n, state_is_tuple=False) for n in (10, 6)]
stack = tf.nn.rnn_cell.MultiRNNCell(cells, state_is_tuple=False)
before = stack.zero_state(4, tf.float32)
wrapped = tf.contrib.rnn.DropoutWrapper(stack, output_keep_prob=0.5)
out, state = tf.nn.dynamic_rnn(wrapped, x, initial_state=before)
