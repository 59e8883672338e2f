/** Gates split along the batch. */
import { proposals } from './fix/fix.ts';
import { splittingAlong } from './fix/reductions.ts';
import { defineMisreading } from './tell/misreading.ts';
import { code } from './tell/words.ts';

export const samplesAsGates = defineMisreading(
  {
    name: 'samples-as-gates',
    severity: 'warning',
    summary: 'A split without an axis gives samples where gates are meant.',
    why: `\`np.split(z, 4)\` and \`z.chunk(4)\` go along the first axis. Of (batch, 4 * units) they take the samples
apart, which passes where the batch happens to be four. The gates lie along the last axis.`,
    wrong: [
      {
        language: 'python',
        code: `import numpy as np

z = np.random.randn(4, 40)
i, f, g, o = «np.split(z, 4)»
`,
        fixed: `import numpy as np

z = np.random.randn(4, 40)
i, f, g, o = np.split(z, 4, axis=1)
`,
      },
    ],
    right: [
      {
        language: 'python',
        code: `import numpy as np

z = np.random.randn(4, 40)
i, f, g, o = np.split(z, 4, axis=1)
`,
      },
    ],
    links: [
      { title: 'NumPy: split', url: 'https://numpy.org/doc/stable/reference/generated/numpy.split.html' },
      { title: 'PyTorch: chunk', url: 'https://docs.pytorch.org/docs/stable/generated/torch.chunk.html' },
    ],
  },
  {
    says: ({ names, framework }, { tensor, gives }) => [
      names.length > 0
        ? `${code(names.join(', '))} are split along axis 0 of ${tensor}: each is ${gives}, some of the samples.`
        : `Without an axis the split goes along axis 0 of ${tensor}: each part is ${gives}, one row.`,
      `For gates along the last axis write \`${framework === 'torch' ? 'dim=1' : 'axis=1'}\`.`,
    ],
    fixes: ({ at, framework }, facts) => proposals(splittingAlong(at, 1, framework, facts)),
  },
);
