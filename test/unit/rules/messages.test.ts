/** What the messages say: both shapes, the axis, the cause and the way out. */
import assert from 'node:assert/strict';
import { type Problem, problemsOf } from '../../../src/rules/index.ts';
import type { Conflict, Finding } from '../../../src/values/index.ts';
import {
  analysisOf,
  dim,
  fileFacts,
  finding,
  firstLstm,
  layer,
  operand,
  place,
  shape,
  tensorValue,
} from '../../support/facts.ts';

function told(text: string, conflict: Conflict, parts: Partial<Finding> = {}): Problem {
  const findings = [finding(text, conflict, parts)];
  const [problem] = problemsOf(analysisOf(fileFacts(text, { findings }))).get('model.py') ?? [];
  assert.ok(problem);
  return problem;
}

const stack = `model = Sequential()
model.add(LSTM(10, input_shape=(8, 8)))
model.add(LSTM(5))
`;

function stackConflict(): Conflict {
  const site = place(stack, 'LSTM(10, input_shape=(8, 8))');
  const at = place(stack, 'LSTM(5)');
  const x = tensorValue({ shape: shape('batch', 10), site, layer: firstLstm(site), role: 'last-step' });
  const expected = { ranks: [3], axes: ['batch', 'steps', 'features'] };
  return {
    kind: 'input-rank',
    framework: 'keras',
    operation: 'LSTM',
    at,
    input: operand(x, at),
    ...expected,
  };
}

const tagger = `class Tagger(nn.Module):
    def __init__(self):
        self.lstm = nn.LSTM(50, 128, bidirectional=True)
        self.head = nn.Linear(128, 5)
    def forward(self, x):
        out, _ = self.lstm(x)
        return self.head(out)
`;

function taggerConflict(): Conflict {
  const site = place(tagger, 'nn.LSTM(50, 128, bidirectional=True)');
  const lstm = firstLstm(site, { framework: 'torch', units: dim(128), cell: { bidirectional: true } });
  const out = tensorValue({
    framework: 'torch',
    shape: shape(4, 20, 256),
    site: place(tagger, 'self.lstm(x)'),
    layer: lstm,
    role: 'sequence',
  });
  const at = place(tagger, 'out', '', { nth: 1 });
  return {
    kind: 'feature-size',
    framework: 'torch',
    operation: 'Linear',
    at,
    layer: layer({ framework: 'torch', type: 'Linear', site: place(tagger, 'nn.Linear(128, 5)') }),
    input: operand(out, at),
    axis: 2,
    expected: dim(128),
    actual: dim(256, place(tagger, '128', 'hidden_size of LSTM')),
    setBy: place(tagger, '128', 'in_features of Linear', { nth: 1 }),
    parameter: 'in_features',
    says: 'mat1 and mat2 shapes cannot be multiplied',
  };
}

describe('messages', () => {
  it('say why an axis is missing and what to add where', () => {
    const problem = told(stack, stackConflict());
    assert.equal(problem.rule, 'missing-return-sequences');
    assert.equal(
      problem.message,
      'LSTM expects 3 dimensions (batch, steps, features), but gets 2: (batch, 10), because the LSTM on line 2 returns only its last step. ' +
        'Add `return_sequences=True` to the LSTM on line 2.',
    );
    assert.deepEqual(stack.slice(problem.start, problem.end), 'LSTM(5)');
    assert.deepEqual(problem.related, [
      { message: 'LSTM returns only its last step: (batch, 10)', file: 'model.py', start: 31, end: 59 },
    ]);
  });

  it('spell arguments as the framework does', () => {
    const conflict = { ...stackConflict(), framework: 'tfjs' } as const;
    assert.match(
      told(stack, conflict).message,
      /gets 2: \[batch, 10\].* Add `returnSequences: true` to the LSTM on line 2\.$/,
    );
  });

  it('explain a size, and end with the words of the framework', () => {
    const problem = told(tagger, taggerConflict());
    assert.equal(problem.rule, 'wrong-linear-size');
    assert.equal(
      problem.message,
      'Linear expects 128 features on the last axis (`in_features` set on line 4), but gets 256 (2 directions × 128 of the LSTM on line 3): (4, 20, 256). ' +
        'Set `in_features` to 256.\nPyTorch says: mat1 and mat2 shapes cannot be multiplied',
    );
    assert.deepEqual(
      problem.related.map(({ message, start, end }) => [tagger.slice(start, end), message]),
      [
        ['128', 'expects 128: `in_features` of Linear'],
        ['self.lstm(x)', 'LSTM returns every step: (4, 20, 256)'],
        ['128', '`hidden_size` of LSTM'],
      ],
    );
  });

  it('point to callers, innermost first, in other files too', () => {
    const callers = [
      { file: 'train.py', start: 3, end: 9, what: '' },
      { file: 'model.py', start: 1, end: 4, what: '' },
    ];
    const notes = told(stack, stackConflict(), { callers }).related.slice(-2);
    assert.deepEqual(
      notes.map(note => [note.file, note.message]),
      [
        ['model.py', 'called from here'],
        ['train.py', 'called from here'],
      ],
    );
  });

  it('point to few places, names of sizes first, and always to a call from another file', () => {
    const conflict = taggerConflict();
    assert.ok(conflict.kind === 'feature-size');
    const lstm = place(tagger, '128', 'hidden_size of LSTM');
    const flag = place(tagger, 'bidirectional=True', 'bidirectional of LSTM');
    const value = place(tagger, '50');
    const origins = [value, flag, lstm];
    const crowded = { ...conflict, actual: { ...conflict.actual, origins } };
    assert.deepEqual(
      told(tagger, crowded).related.map(note => note.message),
      [
        'expects 128: `in_features` of Linear',
        'LSTM returns every step: (4, 20, 256)',
        '2 directions of LSTM',
        '`hidden_size` of LSTM',
      ],
    );
    const callers = [{ file: 'train.py', start: 3, end: 9, what: '' }];
    const last = told(tagger, crowded, { callers }).related;
    assert.equal(last.length, 4);
    assert.deepEqual([last[3]?.file, last[3]?.message], ['train.py', 'called from here']);
  });

  it('say of a bare value whether it is the size or goes into it', () => {
    const conflict = taggerConflict();
    assert.ok(conflict.kind === 'feature-size');
    const from = (size: number) => ({ ...conflict, actual: dim(size, place(tagger, '50')) });
    assert.equal(told(tagger, from(50)).related.at(-1)?.message, '50 is set here');
    assert.equal(told(tagger, from(100)).related.at(-1)?.message, 'this goes into 100');
  });

  it('do not say that a layer is made around an argument that they point to', () => {
    const made = layer({
      framework: 'torch',
      type: 'LSTM',
      site: place(tagger, 'nn.LSTM(50, 128, bidirectional=True)'),
    });
    const at = place(tagger, 'x', '', { nth: 1 });
    const notesOf = (hidden: ReturnType<typeof dim>) =>
      told(tagger, {
        kind: 'initial-state',
        framework: 'torch',
        operation: 'LSTM',
        at,
        layer: made,
        aspect: 'shape',
        state: { role: 'h_0', shape: shape(2, 4, 64), tensor: undefined, at },
        expected: [dim(2), dim(4), hidden],
        expectedCount: undefined,
        actualCount: undefined,
        axis: 2,
        axisMeaning: 'hidden_size',
      }).related.map(note => note.message);
    assert.deepEqual(notesOf(dim(128, place(tagger, '128', 'hidden_size of LSTM'))), [
      '`hidden_size` of LSTM',
    ]);
    assert.deepEqual(notesOf(dim(128)), ['LSTM is made here']);
  });

  it('quote the framework once, as the framework or the language, and only where it adds something', () => {
    const says = (words: string) => told(tagger, { ...taggerConflict(), says: words }).message.split('\n')[1];
    assert.equal(says('bad shapes'), 'PyTorch says: bad shapes');
    assert.equal(
      says("'tuple' object has no attribute 'dim'"),
      "Python says: 'tuple' object has no attribute 'dim'",
    );
    assert.equal(says('linear expects 128 features'), undefined);
  });

  it('name what an error rests on, and what pins a version', () => {
    const version = { major: 3, minor: 15, text: '3.15', pinnedBy: undefined };
    const assumed = told(stack, stackConflict(), {
      assumptions: [{ kind: 'version', framework: 'keras', version }],
    });
    assert.match(assumed.message, / \(Keras 3\.15 is assumed: nothing pins a version\.\)$/);
    const pinned = { ...version, pinnedBy: 'requirements.txt' };
    assert.match(
      told(stack, stackConflict(), {
        assumptions: [{ kind: 'version', framework: 'keras', version: pinned }],
      }).message,
      / \(With Keras 3\.15, requirements\.txt\.\)$/,
    );
    const byDefault = told(stack, stackConflict(), {
      assumptions: [{ kind: 'default', parameter: 'units', at: place(stack, '10') }],
    });
    assert.match(byDefault.message, / \(With the default of `units` \(`10`\) on line 2\.\)$/);
  });

  it('mark the statement where the offending text stands elsewhere', () => {
    const conflict = { ...stackConflict(), at: place(stack, 'LSTM(10, input_shape=(8, 8))') };
    const statement = place(stack, 'model.add(LSTM(5))');
    const problem = told(stack, conflict, { statement });
    assert.equal(stack.slice(problem.start, problem.end), 'model.add(LSTM(5))');
  });

  it('prefer what a caller in the program proves to what an unknown caller would', () => {
    const entry = { kind: 'entry', name: 'build', at: place(stack, 'model') } as const;
    const findings = [
      finding(stack, stackConflict(), { assumptions: [entry] }),
      finding(stack, stackConflict(), { callers: [place(stack, 'Sequential()')] }),
    ];
    const problems = problemsOf(analysisOf(fileFacts(stack, { findings }))).get('model.py');
    assert.equal(problems?.length, 1);
    assert.doesNotMatch(problems?.[0]?.message ?? '', /is called/);
  });

  it('come once a place and once a cause, in reading order', () => {
    const conflict = taggerConflict();
    const elsewhere = { ...conflict, at: place(tagger, 'x', '', { nth: 1 }) };
    const findings = [finding(tagger, elsewhere), finding(tagger, conflict), finding(tagger, conflict)];
    const problems = problemsOf(analysisOf(fileFacts(tagger, { findings }))).get('model.py');
    assert.equal(problems?.length, 1);
    const both = [
      finding(stack, stackConflict()),
      finding(stack, { ...stackConflict(), at: place(stack, 'Sequential()') }),
    ];
    const ordered = problemsOf(analysisOf(fileFacts(stack, { findings: both }))).get('model.py');
    assert.deepEqual(
      ordered?.map(p => stack.slice(p.start, p.end)),
      ['Sequential()', 'LSTM(5)'],
    );
  });
});
