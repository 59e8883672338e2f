/** Hovers: the answer of the first question, what stands where, and that text from code stays text. */
import assert from 'node:assert/strict';
import { type HoverOptions, hoverAt } from '../../../src/report/index.ts';
import { locateIn } from '../../../src/rules/index.ts';
import { unknown } from '../../../src/values/index.ts';
import { analyseTexts } from '../../support/analyse.ts';
import {
  dim,
  fileFacts,
  firstLstm,
  layer,
  layerFact,
  place,
  shape,
  tensorValue,
  weight,
} from '../../support/facts.ts';
import { parseText } from '../../support/parser.ts';
import { question, questionFacts, seen } from './question.ts';

const options: HoverOptions = { locate: locateIn(new Map([['model.py', { text: question }]])) };

async function hoverOn(code: string, shift = 0): Promise<string | undefined> {
  return hoverAt(await questionFacts(), question.indexOf(code) + shift, options)?.markdown;
}

const ANSWER = `**LSTM Shapes**

\`LSTM: (batch, 8, 8) → (batch, 10)\` · 760 parameters

| Weight | Shape | Gates |
|---|---|---|
| \`kernel\` | (8, 40) | 4 × (8, 10): i, f, c, o |
| \`recurrent_kernel\` | (10, 40) | 4 × (10, 10): i, f, c, o |
| \`bias\` | (40,) | 4 × (10,): i, f, c, o |

States h, c: (batch, 10). Each of 8 steps: x_t (batch, 8), h and c (batch, 10).

\`\`\`text
f_t = σ(W_fᵀ x_t + U_fᵀ h_{t-1} + b_f)
[10, 8]·[8, 1] + [10, 10]·[10, 1] + [10, 1] → [10, 1]
\`\`\``;

describe('hover', () => {
  it('answers the first question on the constructor', async () => {
    assert.equal(await hoverOn('LSTM(10'), ANSWER);
  });

  it('is the same on argument names and constants of the constructor, and where the variable stands', async () => {
    for (const code of ['return_sequences', '10, ', 'False', '8, 8', '(8, 8)'])
      assert.equal(await hoverOn(code), ANSWER, code);
    assert.equal(await hoverOn('layers[0]'), undefined);
    assert.equal(await hoverOn('[0].get', 1), undefined);
    assert.equal(await hoverOn('[0].get', 2), ANSWER);
  });

  it('is a range of the code', async () => {
    const hover = hoverAt(await questionFacts(), question.indexOf('LSTM(10') + 2, options);
    assert.equal(
      hover && question.slice(hover.start, hover.end),
      'LSTM(10, return_sequences=False, input_shape=(8, 8))',
    );
  });

  it('shows a weight and its gates on get_weights()[0] and its shape', async () => {
    const expected = '**LSTM Shapes**\n\n`(8, 40)`\n\n`kernel` of `LSTM` = 4 × (8, 10): i, f, c, o';
    assert.equal(await hoverOn('.shape)', 2), expected);
    assert.equal(await hoverOn('[0].shape', 2), expected);
    assert.equal(await hoverOn('get_weights())'), '**LSTM Shapes**\n\n`[(8, 40)]`');
  });

  it('shows a model with its layers', async () => {
    const expected = `**LSTM Shapes**

\`model: (batch, 8, 8) → (batch, 10)\`

| Layer | Output | Parameters |
|---|---|---|
| \`lstm\` (\`LSTM\`) | (batch, 10) | 760 |
| \`activation\` (\`Activation\`) | (batch, 10) | 0 |

760 parameters`;
    assert.equal(await hoverOn('model = '), expected);
    assert.equal(await hoverOn('Sequential()'), expected);
  });

  it('says nothing about what is no shape', async () => {
    for (const code of ['from keras', 'adam', 'print', "'accuracy'", 'compile'])
      assert.equal(await hoverOn(code), undefined, code);
  });

  it('links to calculator and report where the caller makes links', async () => {
    const links = {
      calculator: ({ start }: { start: number }) => `command:c?${start}`,
      report: () => 'command:r',
    };
    const hover = hoverAt(await questionFacts(), question.indexOf('LSTM(10'), { ...options, links });
    const start = question.indexOf('LSTM(10');
    assert.ok(
      hover?.markdown.startsWith(
        `**LSTM Shapes** · [Open Gate Calculator](command:c?${start}) · [Shape Report](command:r)`,
      ),
    );
    const dense = hoverAt(await questionFacts(), question.indexOf('Activation('), { ...options, links });
    assert.ok(dense?.markdown.startsWith('**LSTM Shapes** · [Shape Report](command:r)\n'));
  });

  it('says what is wrong with a spelling, with and without a value', async () => {
    const { start, end } = place(question, 'model.layers[0].get_weights()');
    const facts = await questionFacts([
      { start, end, says: 'it must be asked twice', edit: { start: end, end, text: '()' } },
    ]);
    const hover = hoverAt(facts, question.indexOf('[0].shape') + 5, options);
    assert.equal(
      hover?.markdown,
      '**LSTM Shapes**\n\n`(8, 40)`\n\n`kernel` of `LSTM` = 4 × (8, 10): i, f, c, o\n\n`get_weights()`: it must be asked twice.\n\nWrite `model.layers[0].get_weights()()[0].shape`.',
    );
    const alone = hoverAt({ ...facts, observations: [] }, question.indexOf('get_weights'), options);
    assert.match(alone?.markdown ?? '', /it must be asked twice/);
  });
});

describe('hover on several instances', () => {
  const text = 'cell = LSTM(units)\nout = cell(x)\n';

  it('has up to four in a line each and how many are left, then the first in full', async () => {
    const site = place(text, 'LSTM(units)');
    const layers = [10, 20, 30, 40, 50, 60].map(units =>
      layer({
        type: 'LSTM',
        site,
        recurrent: true,
        units: dim(units),
        built: {
          weights: [weight('kernel', [8, 4 * units])],
          inputs: [shape('batch', 8, 8)],
          outputs: [shape('batch', units)],
        },
      }),
    );
    const [first] = layers;
    assert.ok(first);
    const facts = fileFacts(text, {
      module: await parseText(text, 'model.py'),
      layers: layers.map(each => layerFact(each, 'cell', `i=${layers.indexOf(each)}`)),
      observations: [{ start: site.start, end: site.end, values: layers.slice(2) }],
    });
    const markdown = hoverAt(facts, site.start, options)?.markdown ?? '';
    const lines = [10, 20, 30, 40].map(
      (units, i) =>
        `\`i=${i}\`: \`LSTM: (batch, 8, 8) → (batch, ${units})\` · ${(32 * units).toLocaleString('en-US')} parameters`,
    );
    const instances = [...lines, '… and 2 more'].join('  \n');
    const table = '| Weight | Shape |\n|---|---|\n| `kernel` | (8, 40) |';
    assert.equal(markdown, `**LSTM Shapes**\n\n${instances}\n\nOf \`i=0\`:\n\n${table}`);
  });
});

describe('hover on a call in a loop', () => {
  const loop = `import torch
import torch.nn as nn

cell = nn.LSTMCell(8, 16)
h = c = torch.zeros(4, 16)
for t in range(5):
    h, c = cell(torch.randn(4, 8), (h, c))
`;

  it('says what all its runs share once', async () => {
    const analysis = await analyseTexts({ 'model.py': loop });
    const facts = analysis.files.get('/project/model.py');
    assert.ok(facts);
    const hover = hoverAt(facts, loop.indexOf('cell(torch'), { locate: locateIn(analysis.files) });
    assert.equal(
      hover?.markdown.split('\n\n')[1],
      '`LSTMCell: (4, 8) → (4, 16), (4, 16)` · 1,664 parameters',
    );
    assert.match(hover?.markdown ?? '', /Each step: x_t \(4, 8\), h and c \(4, 16\)\./);
  });
});

describe('hover on a tensor or an unknown value', () => {
  const text = 'y = lstm(x)\nz = load(path)\n';
  const options: HoverOptions = { locate: locateIn(new Map([['model.py', { text }]])) };

  it('says the shape and where it comes from', async () => {
    const y = tensorValue({
      shape: shape('batch', 10),
      site: place(text, 'lstm(x)'),
      operation: 'LSTM',
      role: 'last-step',
    });
    const facts = fileFacts(text, {
      module: await parseText(text, 'model.py'),
      observations: [seen(text, 'y', y)],
    });
    assert.equal(
      hoverAt(facts, 0, options)?.markdown,
      '**LSTM Shapes**\n\n`(batch, 10)`\n\nThe last step of `LSTM`, line 1.',
    );
  });

  it('says which value is missing, where it was lost, and what would settle it', async () => {
    const reason = {
      missing: 'the content of `load(path)`',
      at: place(text, 'load(path)'),
      settle: 'give `Input` a shape',
    };
    const facts = fileFacts(text, {
      module: await parseText(text, 'model.py'),
      observations: [seen(text, 'z', unknown(reason))],
    });
    assert.equal(
      hoverAt(facts, text.indexOf('z'), options)?.markdown,
      '**LSTM Shapes**\n\nNot known: the content of `load(path)` (line 2). To settle it, give `Input` a shape.',
    );
  });

  it('says of a layer without weights what is missing', async () => {
    const code = 'a = LSTM(10)\n';
    const site = place(code, 'LSTM(10)');
    const missing = { missing: 'the shape of the input', settle: 'give `Input` a shape' };
    const lstm = firstLstm(site, { built: { missing } });
    const facts = fileFacts(code, {
      module: await parseText(code, 'model.py'),
      observations: [seen(code, 'LSTM(10)', lstm)],
    });
    const markdown = hoverAt(facts, site.start, options)?.markdown ?? '';
    assert.match(
      markdown,
      /`LSTM: 10 units`\n\nNot known: the shape of the input\. To settle it, give `Input` a shape\./,
    );
    assert.match(
      markdown,
      /\[10, features\]·\[features, 1\] \+ \[10, 10\]·\[10, 1\] \+ \[10, 1\] → \[10, 1\]/,
    );
  });
});
