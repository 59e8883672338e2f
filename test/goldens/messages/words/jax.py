# Statements that JAX refuses, one a line.
import jax
import jax.numpy as jnp

Z = jnp.zeros

Z((2,3))+Z((4,))
Z((2,3))@Z((4,5))
jnp.dot(Z(3),Z(4))
Z((2,3)).reshape(4,2)
Z((2,3)).reshape(-1,4)
jnp.concatenate([Z((2,3)),Z((3,4))])
jnp.concatenate([Z((2,3)),Z((3,))])
jnp.stack([Z(2),Z(3)])
Z((2,3)).sum(axis=2)
Z((2,3))[0,0,0]
jax.lax.scan(lambda c,x:(jnp.zeros(3),x),Z(2),Z((5,2)))
jnp.einsum('ij,jk',Z((2,3)),Z((4,5)))
jnp.broadcast_to(Z((2,3)),(4,3))
jnp.split(Z(5),2)
Z((2,3)).transpose(0,1,2)
jax.lax.dot_general(Z((2,3)),Z((4,5)),(((1,),(0,)),((),())))
jax.vmap(lambda a,b:a+b)(Z((2,3)),Z((4,3)))
jax.lax.add(Z((2,3)),Z((4,3)))
jnp.where(Z(2)>0,Z(3),Z(3))
Z((2,3)).squeeze(0)
jax.lax.conv(Z((1,2,5,5)),Z((3,4,2,2)),(1,1),'SAME')
