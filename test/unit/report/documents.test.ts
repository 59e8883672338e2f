/** The shape report, the JSON document, the terminal text and the calculator's specification, over the first question. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { stripVTControlCharacters } from 'node:util';
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { FileFacts } from '../../../src/analysis/result.ts';
import { FRAMEWORK_NAMES, profileOf } from '../../../src/profiles/index.ts';
import {
  calculatorSpecAt,
  checkDocument,
  checkText,
  fileReport,
  type ShownProblem,
  workspaceReport,
} from '../../../src/report/index.ts';
import { locateIn } from '../../../src/rules/index.ts';
import { dim, fileFacts, layer, layerFact, place, shape, tensorValue, weight } from '../../support/facts.ts';
import { lstm, question, questionFacts } from './question.ts';

const locate = locateIn(new Map([['model.py', { text: question }]]));

const problem: ShownProblem = {
  rule: 'wrong-argument',
  severity: 'error',
  message: "Activation has no argument `softmax`.\nunexpected keyword <b>'softmax'</b>",
  ...spanOf("'softmax'"),
  related: [
    {
      message: 'LSTM is made here',
      file: 'model.py',
      ...spanOf('LSTM(10, return_sequences=False, input_shape=(8, 8))'),
    },
  ],
};

function spanOf(code: string) {
  const { start, end } = place(question, code);
  return { start, end };
}

describe('the shape report', () => {
  it('has the model as summary() has it, each gate of each recurrent layer, and the problems', async () => {
    const report = fileReport(
      { path: 'src/model.py', facts: await questionFacts(), problems: [problem] },
      { locate },
    );
    assert.equal(
      report,
      `# Shape report: src/model.py

## \`model\` (\`Sequential\`)

\`(batch, 8, 8)\` → \`(batch, 10)\`

| Layer (type) | Output Shape | Param # |
|---|---|---|
| \`lstm\` (LSTM) | (batch, 10) | 760 |
| \`activation\` (Activation) | (batch, 10) | 0 |

Total params: 760

## LSTM \`model.layers[0]\`, line 4

\`LSTM: (batch, 8, 8) → (batch, 10)\`

| Weight | Shape | Gates |
|---|---|---|
| \`kernel\` | (8, 40) | 4 × (8, 10): i, f, c, o |
| \`recurrent_kernel\` | (10, 40) | 4 × (10, 10): i, f, c, o |
| \`bias\` | (40,) | 4 × (10,): i, f, c, o |

760 parameters.

States: h (batch, 10), c (batch, 10).

Steps: 8. Each step: x\\_t (batch, 8); h\\_prev, c\\_prev, i\\_t, f\\_t, g\\_t, o\\_t, c\\_t, h\\_t (batch, 10).

One step, column vectors:

\`\`\`text
i_t = σ(W_iᵀ x_t + U_iᵀ h_{t-1} + b_i)
[10, 8]·[8, 1] + [10, 10]·[10, 1] + [10, 1] → [10, 1]

f_t = σ(W_fᵀ x_t + U_fᵀ h_{t-1} + b_f)
[10, 8]·[8, 1] + [10, 10]·[10, 1] + [10, 1] → [10, 1]

c̃_t = tanh(W_cᵀ x_t + U_cᵀ h_{t-1} + b_c)
[10, 8]·[8, 1] + [10, 10]·[10, 1] + [10, 1] → [10, 1]

o_t = σ(W_oᵀ x_t + U_oᵀ h_{t-1} + b_o)
[10, 8]·[8, 1] + [10, 10]·[10, 1] + [10, 1] → [10, 1]

c_t = f_t ⊙ c_{t-1} + i_t ⊙ c̃_t
[10, 1] ⊙ [10, 1] + [10, 1] ⊙ [10, 1] → [10, 1]

h_t = o_t ⊙ tanh(c_t)
[10, 1] ⊙ [10, 1] → [10, 1]
\`\`\`

## Problems

- Line 5, **error** [wrong-argument](https://github.com/lstm-shapes/lstm-shapes/blob/main/docs/rules/wrong-argument.md) \`'softmax'\`  
  Activation has no argument \`softmax\`.  
  unexpected keyword \\<b\\>'softmax'\\</b\\>
`,
    );
  });

  it('says of a file without layers what would be found', () => {
    const report = fileReport({ path: 'main.py', facts: fileFacts('print(1)\n'), problems: [] }, { locate });
    assert.match(
      report,
      /^# Shape report: main\.py\n\nNo layers of a neural network were found\. What would be found: .*LSTM, GRU.*Keras.*PyTorch.*TensorFlow\.js/,
    );
  });

  it('says the same where the caller has dropped the facts of such a file', () => {
    const report = fileReport({ path: 'main.py', facts: undefined, problems: [] }, { locate });
    assert.match(report, /No layers of a neural network were found/);
  });

  it('says what was cut off', async () => {
    const at = place(question, 'model.add(Activation');
    const facts = {
      ...(await questionFacts()),
      cuts: [{ at, reason: { missing: 'a loop of 10,000 layers' } }],
    };
    assert.ok(
      fileReport({ path: 'model.py', facts, problems: [] }, { locate }).endsWith(
        '## Left out\n\n- Line 5: Not known: a loop of 10,000 layers.\n',
      ),
    );
  });

  it('tells a wrapper once, with the layer it owns', () => {
    const text = 'b = Bidirectional(LSTM(3))\n';
    const inner = layer({
      type: 'LSTM',
      site: place(text, 'LSTM(3)'),
      recurrent: true,
      units: dim(3),
      cell: {},
      built: { inputSize: dim(8) },
    });
    const outer = layer({
      type: 'Bidirectional',
      site: place(text, 'Bidirectional(LSTM(3))'),
      recurrent: true,
      inner: [inner],
    });
    const facts = fileFacts(text, { layers: [layerFact(inner), layerFact(outer, 'b')] });
    const report = fileReport({ path: 'b.py', facts, problems: [] }, { locate });
    assert.deepEqual(report.match(/^## .*/gm), ['## Bidirectional `b`, line 1']);
    assert.match(report, /One step \(of its LSTM\), column vectors:/);
  });

  it('of a workspace counts all files and shows those with something to see', async () => {
    const files = [
      { path: 'a/model.py', facts: await questionFacts(), problems: [] },
      { path: 'b.py', facts: fileFacts('x = 1\n', { path: 'b.py' }), problems: [] },
      {
        path: 'c.py',
        facts: undefined,
        problems: [
          { ...problem, rule: 'unreadable-file', severity: 'warning' as const, message: 'Not analysed: no.' },
        ],
      },
    ];
    const report = workspaceReport(files, { locate });
    assert.match(report, /^# Shape report\n\n3 files read: 1 recurrent layer, 1 problem\.\n/);
    assert.deepEqual(report.match(/^##? .*/gm), ['# Shape report', '## a/model.py', '## c.py']);
    assert.match(workspaceReport([], { locate }), /0 files read\. No layers/);
  });
});

describe('the JSON document', () => {
  async function validator() {
    return new Ajv2020({ allowUnionTypes: true }).compile(
      JSON.parse(await readFile('src/report/check.schema.json', 'utf8')),
    );
  }

  async function valid(
    facts: FileFacts | undefined,
    problems: readonly ShownProblem[] = [],
    tensors = false,
  ) {
    const document = JSON.parse(
      JSON.stringify(checkDocument([{ path: 'question.py', facts, problems }], { locate, tensors })),
    );
    const validate = await validator();
    const isValid: boolean = validate(document);
    assert.ok(isValid, JSON.stringify(validate.errors));
    return document.files[0];
  }

  it('knows every framework that has layers, and calls others unknown', async () => {
    const schema = JSON.parse(await readFile('src/report/check.schema.json', 'utf8'));
    const named = FRAMEWORK_NAMES.filter(name => profileOf(name).manner.hasLayers);
    assert.deepEqual([...schema.$defs.layer.properties.framework.enum].sort(), [...named, 'unknown'].sort());
  });

  it('has the facts of the first question', async () => {
    const { layers, diagnostics } = await valid(await questionFacts());
    const [first, second] = layers;
    const gates = { gates: ['i', 'f', 'c', 'o'] };
    const row = ['batch', 10];
    assert.deepEqual(first, {
      range: { start: { line: 4, column: 11 }, end: { line: 4, column: 63 } },
      name: 'model.layers[0]',
      framework: 'keras',
      layer: 'LSTM',
      call: 'keras.layers.LSTM',
      units: 10,
      weights: [
        { name: 'kernel', shape: [8, 40], ...gates, gateAxis: 1 },
        { name: 'recurrent_kernel', shape: [10, 40], ...gates, gateAxis: 1 },
        { name: 'bias', shape: [40], ...gates, gateAxis: 0 },
      ],
      parameters: 760,
      input: ['batch', 8, 8],
      output: row,
      states: [
        { name: 'h', shape: row },
        { name: 'c', shape: row },
      ],
      step: {
        x_t: ['batch', 8],
        h_prev: row,
        c_prev: row,
        i_t: row,
        f_t: row,
        g_t: row,
        o_t: row,
        c_t: row,
        h_t: row,
      },
      recurrent: true,
      inside: null,
      instance: null,
    });
    assert.deepEqual(
      [second.layer, second.recurrent, second.parameters, second.weights],
      ['Activation', false, 0, []],
    );
    assert.deepEqual(diagnostics, []);
  });

  it('names the owner of a layer by its place in the list, also where the owner comes after', async () => {
    const text = 'b = Bidirectional(LSTM(3))\n';
    const inner = layer({ type: 'LSTM', site: place(text, 'LSTM(3)'), recurrent: true });
    const outer = layer({
      type: 'Bidirectional',
      site: place(text, 'Bidirectional(LSTM(3))'),
      recurrent: true,
      inner: [inner],
    });
    const entry = await valid(
      fileFacts(text, { layers: [layerFact(inner, undefined, 'i=2'), layerFact(outer)] }),
    );
    assert.deepEqual(
      entry.layers.map((each: { inside: number; instance: string }) => [each.inside, each.instance]),
      [
        [1, 'i=2'],
        [null, null],
      ],
    );
    assert.deepEqual(
      [entry.layers[0].input, entry.layers[0].parameters, entry.layers[0].weights],
      [null, null, []],
    );
  });

  it('has problems with related places', async () => {
    const { diagnostics } = await valid(await questionFacts(), [problem]);
    assert.deepEqual(diagnostics, [
      {
        rule: 'wrong-argument',
        severity: 'error',
        message: problem.message,
        range: { start: { line: 5, column: 22 }, end: { line: 5, column: 31 } },
        related: [
          {
            message: 'LSTM is made here',
            path: 'model.py',
            range: { start: { line: 4, column: 11 }, end: { line: 4, column: 63 } },
          },
        ],
      },
    ]);
  });

  it('says what was not followed', async () => {
    const at = place(question, 'model.add(Activation');
    const cuts = [{ at, reason: { missing: 'a loop of 10,000 layers' } }];
    const facts = { ...(await questionFacts()), cuts };
    const { omitted } = await valid(facts);
    assert.deepEqual(
      omitted.map((each: { range: { start: { line: number } }; reason: string }) => [
        each.range.start.line,
        each.reason,
      ]),
      [[5, 'a loop of 10,000 layers']],
    );
    assert.equal('omitted' in (await valid(await questionFacts())), false);
  });

  it('lists assignments of tensors where asked for, in notebooks by cell', async () => {
    const y = tensorValue({ shape: shape('batch', '?', '4*hidden_size'), site: place(question, 'LSTM(10') });
    const facts = fileFacts(question, {
      tensors: [{ name: 'y', start: 3, end: 4, tensor: y, shape: y.shape ?? [], scope: undefined }],
    });
    assert.equal('tensors' in (await valid(facts)), false);
    const { tensors } = await valid(facts, [], true);
    const range = { start: { line: 1, column: 4 }, end: { line: 1, column: 5 } };
    assert.deepEqual(tensors, [{ name: 'y', range, shape: ['batch', null, '4*hidden_size'], scope: null }]);
    const inCell = { locate: () => ({ line: 2, column: 1, cell: 3 }), tensors: true };
    const document = JSON.parse(
      JSON.stringify(checkDocument([{ path: 'n.ipynb', facts, problems: [] }], inCell)),
    );
    assert.equal(document.files[0].tensors[0].range.cell, 3);
  });

  it('lists a file that could not be analysed with its problem', async () => {
    const entry = await valid(undefined, [{ ...problem, start: 0, end: 0, related: [] }]);
    assert.deepEqual(entry.layers, []);
    assert.deepEqual(entry.diagnostics[0].range.start, { line: 1, column: 1 });
  });

  it('gives several inputs and outputs as lists', async () => {
    const many = layer({
      type: 'LSTM',
      site: place(question, 'LSTM(10'),
      built: {
        inputs: [shape('batch', 8)],
        outputs: [shape('batch', 8, 10), undefined],
        weights: [weight('w', ['?'])],
      },
    });
    const { layers } = await valid(fileFacts(question, { layers: [layerFact(many)] }));
    assert.deepEqual(
      [layers[0].input, layers[0].output, layers[0].parameters],
      [['batch', 8], [['batch', 8, 10], null], null],
    );
  });
});

describe('the terminal text', () => {
  it('shows each problem with its line and what is meant', async () => {
    const text = checkText([{ path: 'a/model.py', facts: await questionFacts(), problems: [problem] }], {
      locate,
    });
    assert.equal(
      text,
      `a/model.py:5:22 error wrong-argument: Activation has no argument \`softmax\`.
  unexpected keyword <b>'softmax'</b>
5 | model.add(Activation('softmax'))
  |                      ^^^^^^^^^
  model.py:4:11: LSTM is made here

1 file read, 1 recurrent layer: 1 error.
`,
    );
  });

  it('has colours only where asked for', async () => {
    const files = [{ path: 'model.py', facts: await questionFacts(), problems: [problem] }];
    assert.equal(checkText(files, { locate }).includes('\u001b'), false);
    const coloured = checkText(files, { locate, colour: true });
    assert.ok(coloured.includes('\u001b[31;1merror\u001b[0m'));
    assert.equal(stripVTControlCharacters(coloured), checkText(files, { locate }));
  });

  it('marks the first line of a long text, keeps tabs, and does without a text', () => {
    const source = 'def f():\n\tx = (1,\n\t2)\n';
    const facts = fileFacts(source);
    const at = { start: source.indexOf('(1'), end: source.length - 1 };
    const inSource = locateIn(new Map([['model.py', { text: source }]]));
    const text = checkText(
      [{ path: 'f.py', facts, problems: [{ ...problem, message: 'No.', related: [], ...at }] }],
      { locate: inSource },
    );
    assert.match(
      text,
      /^f\.py:2:6 error wrong-argument: No\.\n2 \| \tx = \(1,\n {2}\| \t {4}\^\^\^\n\n1 file/,
    );
    assert.equal(checkText([], { locate }), '0 files read, 0 recurrent layers: no problems.\n');
  });
});

describe("the calculator's specification", () => {
  it('takes cell, layout and sizes from the layer under the cursor', async () => {
    const facts = await questionFacts();
    const expected = {
      framework: 'Keras',
      layer: 'lstm',
      cell: 'lstm',
      layoutName: 'keras',
      units: 10,
      inputSize: 8,
      steps: 8,
      activations: { activation: 'tanh', recurrentActivation: 'sigmoid' },
      biases: true,
      resetAfter: true,
      projection: null,
      source: { label: 'model.py', line: 4, uri: 'file:model.py' },
    };
    const options = { locate, uriOf: (path: string) => `file:${path}` };
    for (const code of ['LSTM(10', '10, ', 'input_shape', '(8, 8)']) {
      assert.deepEqual(calculatorSpecAt(facts, question.indexOf(code), options), expected, code);
    }
    assert.deepEqual(calculatorSpecAt(facts, question.indexOf(')))') + 2, options), expected);
    assert.equal(lstm.layer?.givenName, 'lstm');
  });

  it('leaves out what the code leaves open', async () => {
    const text = 'c = nn.GRU(n, h)\n';
    const site = place(text, 'nn.GRU(n, h)');
    const gru = layer({
      framework: 'torch',
      type: 'GRU',
      site,
      recurrent: true,
      units: dim('h'),
      cell: { kind: 'gru' },
      built: { inputSize: dim('n') },
    });
    const spec = calculatorSpecAt(fileFacts(text, { layers: [layerFact(gru, 'c')] }), site.start + 3);
    assert.deepEqual(spec, {
      framework: 'PyTorch',
      layer: 'c',
      cell: 'gru',
      layoutName: 'torch',
      units: null,
      inputSize: null,
      steps: null,
      activations: { activation: 'tanh', recurrentActivation: 'sigmoid' },
      biases: true,
      resetAfter: true,
      projection: null,
    });
  });

  it('says why there is nothing to calculate', async () => {
    const facts = await questionFacts();
    const reason = (code: string) => {
      const answer = calculatorSpecAt(facts, question.indexOf(code));
      return 'reason' in answer ? answer.reason : undefined;
    };
    assert.match(reason('print') ?? '', /^There is no recurrent layer at this place/);
    assert.match(reason("Activation('softmax')") ?? '', /^Activation is no recurrent layer/);
    const text = 'c = ConvLSTM2D(3, 3)\n';
    const conv = layer({
      type: 'ConvLSTM2D',
      site: place(text, 'ConvLSTM2D(3, 3)'),
      recurrent: true,
      cell: { kind: 'conv-lstm' },
    });
    assert.deepEqual(calculatorSpecAt(fileFacts(text, { layers: [layerFact(conv)] }), 6), {
      reason:
        'The arithmetic of ConvLSTM2D as it is made here is not in the calculator, which walks through the gates of LSTM, GRU and simple RNN.',
    });
  });
});

describe('symbolic sizes', () => {
  it('are no Markdown, whatever their products look like', async () => {
    const text = 'c = LSTM(n)\n';
    const site = place(text, 'LSTM(n)');
    const kernel = weight('kernel', ['features', '4*n'], ['i', 'f', 'c', 'o'], 1);
    const recurrent = weight('recurrent_kernel', ['n', '4*n'], ['i', 'f', 'c', 'o'], 1);
    const built = {
      weights: [kernel, recurrent],
      inputs: [shape('a*b', 'c*d')],
      outputs: [shape('a*b', 'n')],
      called: true,
    };
    const lstm = layer({ type: 'LSTM', site, recurrent: true, units: dim('n'), cell: {}, built });
    const report = fileReport(
      { path: 'c.py', facts: fileFacts(text, { layers: [layerFact(lstm, 'c')] }), problems: [] },
      { locate },
    );
    assert.match(report, /^\| `recurrent_kernel` \| \(n, 4\\\*n\) \| 4 × \(n, n\): i, f, c, o \|$/m);
    assert.match(report, /^4\\\*n\\\*\(features \+ n\) parameters\.$/m);
  });
});
