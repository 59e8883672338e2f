import numpy as np
from keras.models import Sequential
from keras.layers import Input, TimeDistributed, Conv2D, Activation, MaxPooling2D, Flatten, Dropout, LSTM, Dense

nb_filters, kernel_size, pool_size = 32, (3, 3), (2, 2)
time_steps, nb_classes = 4, 10
X = np.random.rand(24, time_steps, 56, 14, 1)
Y = np.eye(nb_classes)[np.random.randint(0, nb_classes, 24)]

model = Sequential()
model.add(Input((time_steps, 56, 14, 1)))
model.add(TimeDistributed(Conv2D(nb_filters, kernel_size)))
model.add(TimeDistributed(Activation("relu")))
model.add(TimeDistributed(Conv2D(nb_filters, kernel_size)))
model.add(TimeDistributed(Activation("relu")))
model.add(TimeDistributed(MaxPooling2D(pool_size=pool_size)))
model.add(TimeDistributed(Flatten()))
model.add(TimeDistributed(Dropout(0.25)))
model.add(LSTM(5))
model.add(Dense(50))
model.add(Dense(nb_classes))
model.add(Activation("softmax"))
model.compile(loss="categorical_crossentropy", optimizer="adam")
model.fit(X, Y, epochs=1, batch_size=8, verbose=0)
