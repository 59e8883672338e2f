# -*- coding: utf-8 -*-
# Größe und Form 📐 of the layer
from keras.models import Sequential
from keras.layers import LSTM, Activation

größe = 10
name = "層📈" + 'é'
model = Sequential()
model.add(LSTM(größe, return_sequences=False, input_shape=(8, 8)))  # 📐
model.add(Activation('softmax'))
print(model.layers[0].get_weights()[0].shape, "📈", name)
