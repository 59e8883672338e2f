"""A forget gate by hand: f_t = sigmoid(W_f x_t + U_f h + b_f), step by step.

Try this: the equation is written down three times. Twice it is given all of X
where it means one step. Rest the pointer on what is underlined, take the fix
that the light bulb offers, or let it show you the step in the gate calculator.
"""

import numpy as np

STEPS, FEATURES, UNITS = 8, 8, 10


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


X = np.random.randn(STEPS, FEATURES)
W_f = np.random.randn(UNITS, FEATURES)
U_f = np.random.randn(UNITS, UNITS)
b_f = np.zeros(UNITS)
h = np.zeros(UNITS)

f = sigmoid(W_f * X + U_f * h + b_f)
f = sigmoid(W_f @ X + U_f @ h + b_f)

for t in range(STEPS):
    f_t = sigmoid(W_f @ X[t] + U_f @ h + b_f)
