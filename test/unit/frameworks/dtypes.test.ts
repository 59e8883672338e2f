/** Whether functions of PyTorch give truth values, whole numbers or floats, against what they really gave (test/goldens/dtypes). */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { analyseTexts } from '../../support/analyse.ts';

interface Recorded {
  readonly preamble: string;
  readonly results: Readonly<Record<string, string>>;
}

/** What a dtype is taken to be although it is another: old forms of losses and factors, dtypes in the place of sizes. */
const OTHERWISE =
  /^F\.l1_loss|^F\.lp_pool1d|addcmul\((i, )?2\.|\.sum_to_size\(4, 4\)|^torch\.real\(|^F\.adaptive_max_pool1d.*\[1\]$/;

/** Calls that PyTorch takes by chance, and that are refused: of another rank, or with numbers for targets. */
const REFUSED = /^F\.(adaptive_avg_pool2d|multilabel_soft_margin_loss)\(/;

const TOGETHER = 50;

describe('kinds of numbers', () => {
  const { preamble, results }: Recorded = JSON.parse(readFileSync('test/goldens/dtypes/torch.json', 'utf8'));
  const expressions = Object.keys(results);
  const first = preamble.split('\n').length;

  it('are what PyTorch gives, wherever one is told, and nothing that it takes is refused', async () => {
    const wrong: string[] = [];
    let told = 0;
    for (let at = 0; at < expressions.length; at += TOGETHER) {
      const part = expressions.slice(at, at + TOGETHER);
      const text = preamble + part.map((expression, i) => `r${i} = ${expression}\n`).join('');
      const { files } = await analyseTexts({ 'm.py': text });
      const facts = files.get('/project/m.py');
      for (const { name, tensor } of facts?.tensors ?? []) {
        const expression = part[Number(/^r(\d+)$/.exec(name)?.[1])];
        if (expression === undefined || tensor.dtype === undefined) continue;
        told++;
        if (tensor.dtype !== results[expression] && !OTHERWISE.test(expression))
          wrong.push(`${expression} is told to be ${tensor.dtype}, and is ${results[expression]}`);
      }
      for (const { statement } of facts?.findings ?? []) {
        const line = text.slice(0, statement.start).split('\n').length - first;
        const expression = part[line] ?? '';
        if (!REFUSED.test(expression)) wrong.push(`${expression} is refused`);
      }
    }
    assert.deepEqual(wrong, []);
    assert.ok(told > 0.8 * expressions.length, `${told} of ${expressions.length} are told`);
  });
});
