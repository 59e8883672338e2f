# Statements that NumPy refuses, one a line.
import numpy as np

D = np.zeros

D((2,3))+D((4,))
D((2,3))@D((4,5))
D((2,3)).dot(D((4,5)))
np.dot(D(3),D(4))
D((2,3)).reshape(4,2)
np.concatenate([D((2,3)),D((3,4))])
np.concatenate([D((2,3)),D((3,))])
np.stack([D((2,3)),D((3,))])
D((2,3)).sum(axis=2)
D((2,3))[5]
D((2,3))[0,0,0]
np.broadcast_to(D((2,3)),(4,3))
D((2,3)).transpose(0,1,2)
np.einsum('ij,jk',D((2,3)),D((4,5)))
D((2,3)).__setitem__(0,D(4))
D((2,3)).squeeze(0)
np.array([[1,2],[1]])
