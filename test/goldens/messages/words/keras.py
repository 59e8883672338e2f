# Statements that Keras and TensorFlow refuse, one a line.
import keras
import numpy as np
import tensorflow as tf
from keras import Input, layers, ops

D = np.zeros


def m(*ls, loss='mse'):
    model = keras.Sequential(ls)
    model.compile(loss=loss)
    return model


m(Input((5,3)),layers.LSTM(4)).fit(D((8,5,2)),D((8,4)),verbose=0)
m(Input((5,3)),layers.LSTM(4)).fit(D((8,5,3)),D((8,3)),verbose=0)
m(Input((5,3)),layers.LSTM(4),loss='categorical_crossentropy').fit(D((8,5,3)),D((8,3)),verbose=0)
m(Input((5,3)),layers.LSTM(4),loss='categorical_crossentropy').fit(D((8,5,3)),D((8,)),verbose=0)
m(Input((5,3)),layers.LSTM(4),loss='binary_crossentropy').fit(D((8,5,3)),D((8,3)),verbose=0)
m(Input((5,3)),layers.LSTM(4),loss='sparse_categorical_crossentropy').fit(D((8,5,3)),D((8,3)),verbose=0)
m(Input((5,3)),layers.LSTM(4,return_sequences=True),loss='sparse_categorical_crossentropy').fit(D((8,5,3)),D((8,)),verbose=0)
m(Input((5,3)),layers.LSTM(4),layers.Softmax(),loss='sparse_categorical_crossentropy').fit(D((8,5,3)),D((8,))+9,verbose=0)
m(Input((5,3)),layers.LSTM(4)).fit(D((8,5,3)),D((7,4)),verbose=0)
m(Input((5,3)),layers.LSTM(4)).predict(D((8,3)),verbose=0)
layers.LSTM(4)(D((2,3)))
layers.Dense(3)(D((2,))) 
layers.Conv1D(3,9)(Input((4,2)))
layers.Conv1D(3,2)(Input((4,)))
layers.Concatenate()([Input((4,2)),Input((5,2))])
layers.Add()([Input((4,2)),Input((5,2))])
layers.Add()([D((2,4),'float32'),D((2,5),'float32')])
Input((4,2))+Input((5,2))
layers.Dot(axes=1)([Input((4,2)),Input((5,2))])
layers.Reshape((3,3))(Input((4,2)))
layers.Reshape((-1,3))(Input((4,2)))
ops.reshape(D((2,4)),(3,3))
ops.matmul(D((2,4)),D((3,3)))
tf.matmul(D((2,4)),D((3,3)))
tf.matmul(D((2,4)),D((3,)))
tf.constant(D((2,4)))+tf.constant(D((3,4)))
tf.concat([D((2,4)),D((3,5))],0)
tf.concat([D((2,4)),D((3,))],0)
tf.reshape(D((2,4)),(3,3))
tf.reshape(D((2,4)),(-1,3))
tf.split(D((5,4)),2)
tf.stack([D((2,4)),D((3,4))])
tf.gather(D((2,4)),[5])
layers.Embedding(5,3)(np.array([7]))
layers.Bidirectional(layers.LSTM(4))(Input((5,)))
layers.TimeDistributed(layers.Dense(3))(Input((5,)))
layers.RepeatVector(3)(Input((5,2)))
layers.MultiHeadAttention(2,3)(Input((5,2)))
layers.LSTMCell(4)(D((2,3)),[D((2,4))])
(lambda l:(l.build((None,5,3)),l.set_weights([D((3,4)),D((4,16)),D((16,))])))(layers.LSTM(4))
layers.LSTM(4,stateful=True)(Input((5,3)))
tf.constant(D((2,4)))[:,:,0]
tf.constant(D((2,4)))[5]
tf.nn.softmax_cross_entropy_with_logits(labels=D((2,3)),logits=D((2,4)))
tf.nn.sparse_softmax_cross_entropy_with_logits(labels=np.zeros((3,),int),logits=D((2,4)))
tf.nn.sigmoid_cross_entropy_with_logits(labels=D((2,3)),logits=D((2,4)))
