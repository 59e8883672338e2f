import numpy as np
import tensorflow as tf

batchSize, lstmUnits, numClasses = 24, 64, 2
maxSeqLength, numDimensions = 50, 30
wordVectors = np.random.rand(400, numDimensions).astype(np.float32)

tf.reset_default_graph()
labels = tf.placeholder(tf.float32, [batchSize, numClasses])
input_data = tf.placeholder(tf.int32, [batchSize, maxSeqLength])
data = tf.nn.embedding_lookup(wordVectors, input_data)

lstmCell = tf.nn.rnn_cell.BasicLSTMCell(lstmUnits)
lstmCell = tf.nn.rnn_cell.DropoutWrapper(cell=lstmCell, output_keep_prob=0.25)
data_len = tf.reduce_sum(tf.sign(input_data), axis=1)
value, state = tf.nn.dynamic_rnn(lstmCell, data, sequence_length=data_len, dtype=tf.float32)

weight = tf.Variable(tf.truncated_normal([lstmUnits, numClasses]))
bias = tf.Variable(tf.constant(0.1, shape=[numClasses]))
value = tf.transpose(value, [1, 0, 2])
last = tf.gather(value, int(value.get_shape()[0]) - 1)
prediction = tf.matmul(last, weight) + bias
loss = tf.reduce_mean(tf.nn.softmax_cross_entropy_with_logits_v2(logits=prediction, labels=labels))
