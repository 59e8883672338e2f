/** Messages speak the language of the framework that they are about: its names of sizes, its functions, its way of passing states. */
import assert from 'node:assert/strict';
import { FRAMEWORK_NAMES } from '../../../src/profiles/index.ts';
import { problemsOf } from '../../../src/rules/index.ts';
import type {
  Conflict,
  FrameworkName,
  Operand,
  StateConflict,
  TupleConflict,
} from '../../../src/values/index.ts';
import {
  analysisOf,
  dim,
  fileFacts,
  finding,
  layer,
  operand,
  place,
  shape,
  tensorValue,
} from '../../support/facts.ts';
import { conflictsThatAre } from './conflicts.ts';

const text = `lstm = LSTM(8, 10)
head = Linear(8, 3)
scores = head(out)
`;
const at = place(text, 'out');
const lstmSite = place(text, 'LSTM(8, 10)');

function messageOf(conflict: Conflict): string {
  const findings = [finding(text, conflict)];
  const message = problemsOf(analysisOf(fileFacts(text, { findings }))).get('model.py')?.[0]?.message;
  assert.ok(message);
  return message;
}

function recurrent(framework: FrameworkName, type = 'LSTM') {
  return layer({ framework, type, site: lstmSite, recurrent: true, units: dim(10), cell: {} });
}

function outputOf(framework: FrameworkName, ...sizes: readonly number[]): Operand {
  const made = { framework, shape: shape(...sizes), site: place(text, 'out'), layer: recurrent(framework) };
  return operand(tensorValue({ ...made, role: 'sequence' }), at);
}

function wrongSize(framework: FrameworkName, parts: { axis?: number; shape?: undefined } = {}): Conflict {
  const input = { ...outputOf(framework, 8, 5, 10), ...('shape' in parts && { shape: undefined }) };
  return {
    kind: 'feature-size',
    framework,
    operation: 'Linear',
    at,
    input,
    axis: parts.axis ?? 2,
    expected: dim(8),
    actual: dim(10),
    setBy: place(text, '8', '', { nth: 1 }),
    parameter: undefined,
  };
}

function wrongRank(framework: FrameworkName, given: number, wanted: number): Conflict {
  const input = operand(
    tensorValue({ framework, shape: shape(...Array<number>(given).fill(4)), site: at }),
    at,
  );
  const axes = ['batch', 'steps', 'features'].slice(0, wanted);
  return { kind: 'input-rank', framework, operation: 'LSTM', at, input, ranks: [wanted], axes };
}

const one = (framework: FrameworkName): Operand => outputOf(framework, 1, 4, 10);

const stateConflict = (framework: FrameworkName, axisMeaning = 'batch'): StateConflict => ({
  kind: 'initial-state',
  framework,
  operation: 'LSTM',
  at,
  aspect: 'structure',
  state: { ...one(framework), role: 'the initial state' },
  expected: shape(1, 4, 10),
  expectedCount: 2,
  actualCount: 1,
  axis: 1,
  axisMeaning,
});

describe('the wording of a framework', () => {
  for (const framework of FRAMEWORK_NAMES) {
    it(`makes whole sentences for ${framework}`, () => {
      for (const conflict of conflictsThatAre('refused')) {
        const message = messageOf({ ...conflict, framework });
        assert.match(message, /^\S.*[.)]$/s);
        assert.doesNotMatch(message, /undefined|NaN|\[object|function|=>|\s\s|\s[.,:]/, message);
      }
    });
  }

  it('names the argument that sets a size', () => {
    const names = {
      keras: 'units',
      paddle: 'hidden_size',
      flax: 'features',
      tensorflow: 'num_units',
    } as const;
    for (const [framework, name] of Object.entries(names)) {
      const reason = new RegExp(`gets 10 \\(the ${name} of the LSTM on line 1\\)`);
      assert.match(messageOf(wrongSize(framework as keyof typeof names)), reason);
    }
  });

  it('names arguments of layers that share their class names with others by where they are', () => {
    const linen = recurrent('flax', 'GRUCell');
    const nnx = { ...linen, class: { ...linen.class, qualified: 'flax.nnx.GRUCell' } };
    const tensor = tensorValue({ framework: 'flax', shape: shape(8, 5, 10), site: at, layer: nnx });
    const conflict = { ...wrongSize('flax'), input: operand(tensor, at) };
    assert.match(messageOf(conflict), /the hidden_features of the GRUCell/);
  });

  it('moves an axis with the functions of the framework', () => {
    const functions = {
      torch: 'transpose',
      paddle: 'paddle.moveaxis',
      jax: 'jnp.moveaxis',
      numpy: 'np.moveaxis',
    };
    for (const [framework, name] of Object.entries(functions)) {
      const message = messageOf(wrongSize(framework as keyof typeof functions));
      assert.ok(message.includes(`move it to the last axis with \`${name}\``), message);
    }
  });

  it('adds and drops axes with the functions of the framework', () => {
    assert.match(messageOf(wrongRank('paddle', 2, 3)), / Add the missing axis with `unsqueeze`\.$/);
    assert.match(messageOf(wrongRank('mlx', 1, 3)), / Add the 2 missing axes with `mx\.expand_dims`\.$/);
    assert.match(messageOf(wrongRank('keras', 2, 3)), / to the data with `\[\.\.\., np\.newaxis\]`\.$/);
    assert.match(
      messageOf(wrongRank('equinox', 2, 1)),
      / Merge or drop axes with a reshape, or apply LSTM to each slice with `jax\.vmap`\.$/,
    );
  });

  it('passes states as the framework takes them', () => {
    const pairs = { torch: '(h_0, c_0)', paddle: '(h, c)', keras: 'initial_state=[h, c]', flax: '(c, h)' };
    for (const [framework, pair] of Object.entries(pairs)) {
      const message = messageOf(stateConflict(framework as keyof typeof pairs));
      assert.ok(message.endsWith(`Pass \`${pair}\`.`), message);
    }
  });

  it('wants both states of an LSTM where one of them is a tuple', () => {
    const wanted = (kind: 'lstm' | 'gru') =>
      messageOf({
        ...stateConflict('mlx'),
        ...{ expectedCount: 1, actualCount: 2 },
        layer: layer({ framework: 'mlx', type: 'LSTM', site: lstmSite, recurrent: true, cell: { kind } }),
      });
    assert.match(wanted('lstm'), / Pass h and c: `hidden=h, cell=c`\.$/);
    assert.match(wanted('gru'), / Pass the hidden state alone\.$/);
  });

  it('says how a layer is made to read the batch first', () => {
    const time = (framework: FrameworkName, flags: Record<string, boolean>): Conflict => ({
      ...stateConflict(framework),
      ...{ aspect: 'shape', axis: 1, axisMeaning: 'batch' },
      state: { ...outputOf(framework, 1, 5, 10), role: 'h_0' },
      layer: layer({ framework, type: 'LSTM', site: lstmSite, recurrent: true, flags }),
    });
    const advice = 'If axis 0 of the input is the batch, ';
    assert.ok(
      messageOf(time('torch', { batch_first: false })).endsWith(
        `${advice}add \`batch_first=True\` to the LSTM on line 1.`,
      ),
    );
    assert.ok(
      messageOf(time('paddle', { time_major: true })).endsWith(
        `${advice}leave out \`time_major=True\` in the LSTM on line 1.`,
      ),
    );
    assert.ok(!messageOf(time('paddle', { time_major: false })).includes(advice));
  });

  it('takes results apart as the layer gives them', () => {
    const tuple = (framework: FrameworkName, type: string, count: number): TupleConflict => ({
      kind: 'tuple-as-tensor',
      framework,
      operation: 'Linear',
      at,
      from: lstmSite,
      producer: recurrent(framework, type),
      count,
    });
    const said = (framework: FrameworkName, type: string) => messageOf(tuple(framework, type, 2));
    assert.match(
      said('torch', 'LSTM'),
      /its last states\. Take the output: `out\[0\]`, .* `out, \(h_n, c_n\) = \.\.\.`\.$/,
    );
    assert.match(said('torch', 'LSTMCell'), /its hidden and its cell state\. .*: `h, c = \.\.\.`\.$/);
    assert.match(
      said('flax', 'GRUCell'),
      /its carry and its output\. Take the output: `out\[1\]`, .*: `carry, y = \.\.\.`\.$/,
    );
    assert.match(said('keras', 'GRU'), /its output and its last state\. Take the output: `out\[0\]`\.$/);
    const attention = layer({ framework: 'torch', type: 'MultiheadAttention', site: lstmSite });
    assert.match(
      messageOf({ ...tuple('torch', '', 2), producer: attention }),
      /the tuple of 2 that the MultiheadAttention on line 1 returns\. Take the output: `out\[0\]`\.$/,
    );
  });

  it('keeps a reduced axis as the function of the framework does', () => {
    const reduced = (framework: FrameworkName): Conflict => {
      const mean = tensorValue({ framework, shape: shape(4), site: at, operation: 'mean' });
      const operands = [outputOf(framework, 4, 10), operand(mean, at)];
      const side = (index: number, axis: number, size: number) => ({ operand: index, axis, dim: dim(size) });
      const mismatch = { kind: 'dims', left: side(0, 1, 10), right: side(1, 0, 4) } as const;
      return { kind: 'operands', framework, operation: '-', at, operands, mismatch };
    };
    assert.match(messageOf(reduced('torch')), /Keep the reduced axis: `keepdim=True`\.$/);
    assert.match(messageOf(reduced('jax')), /Keep the reduced axis: `keepdims=True`\.$/);
    assert.match(messageOf(reduced('tfjs')), /Keep the reduced axis: `true` as `keepDims`\.$/);
    assert.match(messageOf(reduced('mindspore')), /Keep the reduced axis, as one of size 1\.$/);
  });

  it('calls axis -1 the last one where the rank is not known', () => {
    const message = messageOf(wrongSize('torch', { axis: -1, shape: undefined }));
    assert.match(message, /^Linear expects 8 features on the last axis/);
    assert.doesNotMatch(message, /axis -1/);
  });
});
