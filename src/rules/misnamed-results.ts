/** Results under each other's names. */
import { defineMisreading } from './tell/misreading.ts';
import { shapeText } from './tell/operands.ts';
import { code } from './tell/words.ts';

export const misnamedResults = defineMisreading(
  {
    name: 'misnamed-results',
    severity: 'warning',
    summary: 'The results of a recurrent layer are unpacked under the names of other results.',
    why: `Frameworks give their results in orders of their own. Flax's carry is (c, h), not (h, c), and
\`RNN(return_carry=True)\` gives (carry, outputs); Paddle's \`LSTMCell\` gives (output, (h, c)); Haiku's state is
(hidden, cell). All of them have like shapes, and nothing complains.`,
    wrong: [
      {
        language: 'python',
        code: `import jax
import jax.numpy as jnp
import flax.linen as nn

cell = nn.LSTMCell(10)
x = jnp.ones((2, 8))
«h, c» = cell.initialize_carry(jax.random.key(0), x.shape)
`,
      },
      {
        language: 'python',
        code: `import paddle
from paddle import nn

cell = nn.LSTMCell(8, 10)
«h, c» = cell(paddle.randn((4, 8)))
`,
      },
    ],
    right: [
      {
        language: 'python',
        code: `import jax
import jax.numpy as jnp
import flax.linen as nn

cell = nn.LSTMCell(10)
x = jnp.ones((2, 8))
c, h = cell.initialize_carry(jax.random.key(0), x.shape)
`,
      },
      {
        language: 'python',
        code: `import paddle
from paddle import nn

cell = nn.LSTMCell(8, 10)
y, (h, c) = cell(paddle.randn((4, 8)))
`,
      },
    ],
    links: [
      {
        title: 'Flax: LSTMCell',
        url: 'https://flax-linen.readthedocs.io/en/latest/api_reference/flax.linen/layers.html',
      },
      {
        title: 'Paddle: LSTMCell',
        url: 'https://www.paddlepaddle.org.cn/documentation/docs/en/api/paddle/nn/LSTMCell_en.html',
      },
    ],
  },
  {
    says: ({ names, meant, tensor, framework }) => [
      `${code(names.join(', '))} are given (${meant.join(', ')}), in this order; the first one has the shape ${shapeText(tensor.shape, framework)}.`,
      'Name them in the order in which they come.',
    ],
  },
);
