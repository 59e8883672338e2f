import assert from 'node:assert/strict';
import { blankMagics } from '../../../src/syntax/magics.ts';
import { joinCells, readNotebook } from '../../../src/syntax/notebook.ts';
import { printModule } from '../../../src/syntax/print.ts';
import { parseText } from '../../support/parser.ts';

const NOTEBOOK = JSON.stringify({
  nbformat: 4,
  metadata: { kernelspec: { language: 'python' }, language_info: { name: 'python' } },
  cells: [
    { cell_type: 'markdown', source: ['# Title'] },
    { cell_type: 'code', source: ['%matplotlib inline\n', 'import keras'] },
    { cell_type: 'code', source: 'm = keras.layers.LSTM(3)\nm?' },
  ],
});

describe('notebooks', () => {
  it('become one text of their code cells', () => {
    const result = readNotebook(NOTEBOOK);
    assert.ok(result.ok);
    assert.equal(result.notebook.text, 'pass              \nimport keras\nm = keras.layers.LSTM(3)\n0 ');
  });

  it('tell the cell of an offset and the offset of a place', () => {
    const result = readNotebook(NOTEBOOK);
    assert.ok(result.ok);
    const { text, placeOf, offsetOf } = result.notebook;
    const at = text.indexOf('LSTM');
    assert.deepEqual(placeOf(at), { cell: 2, line: 1, column: 18 });
    assert.equal(offsetOf({ cell: 2, line: 1, column: 18 }), at);
    assert.deepEqual(placeOf(text.indexOf('import')), { cell: 1, line: 2, column: 1 });
    assert.deepEqual(placeOf(text.indexOf('m =') - 1), { cell: 1, line: 2, column: 13 });
    assert.equal(offsetOf({ cell: 0, line: 1, column: 1 }), null);
  });

  it('of version 3 have sheets and inputs', () => {
    const old = {
      nbformat: 3,
      worksheets: [{ cells: [{ cell_type: 'code', input: ['a = 1\n', 'b = 2'] }] }],
    };
    const result = readNotebook(JSON.stringify(old));
    assert.ok(result.ok);
    assert.equal(result.notebook.text, 'a = 1\nb = 2');
  });

  it('may be empty', () => {
    const { text, placeOf } = joinCells([]);
    assert.equal(text, '');
    assert.deepEqual(placeOf(0), { cell: 0, line: 1, column: 1 });
  });

  for (const [what, json, reason] of [
    ['text', 'x = 1', /^it is not JSON: /],
    ['an open brace', '{', /^it is not JSON: /],
    ['a list', '[]', /no list of cells/],
    ['cells that are no list', '{"cells": {}}', /no list of cells/],
    ['another language', '{"cells": [], "metadata": {"language_info": {"name": "R"}}}', /its language is R/],
  ] as const) {
    it(`are not ${what}`, () => {
      const result = readNotebook(json);
      assert.ok(!result.ok);
      assert.match(result.reason, reason);
    });
  }

  it('with strange cells are still read', () => {
    const cells = [null, 3, { cell_type: 'code' }, { cell_type: 'code', source: ['a = 1', 5] }];
    const result = readNotebook(JSON.stringify({ cells }));
    assert.ok(result.ok);
    assert.equal(result.notebook.text, '\na = 1');
  });
});

describe('magics', () => {
  const CASES: readonly (readonly [string, string])[] = [
    ['%matplotlib inline\nx = 1', '(= x 1)'],
    ['!pip install keras \\\n  torch\nx = 1', '(= x 1)'],
    ['x?\n?y\nmodel.fit??\nz = 1', '0\n0\n(= z 1)'],
    ['files = !ls *.h5\nx = 1', '(= files __)\n(= x 1)'],
    ['a, b = %magic 1', '(= (seq a b) __)'],
    ['%time model = build(3)', '(= model (call build 3))'],
    ['%%time\nx = 1', '(= x 1)'],
    ['%%bash\nls -l ((', ''],
    ['\n# note\n%%html\n<b>', ''],
    ['%%writefile model.py\nclass A: (', ''],
    ['if a:\n    %load_ext x\n    !ls\n    b = 1', '(if a)\n  0\n  (= b 1)'],
    ['q = """\n%not a magic\n!nor this\n"""', '(= q "\\n%not a magic\\n!nor this\\n")'],
    ['w = (a\n% b)\nv = a \\\n% b', '(= w (% a b))\n(= v (% a b))'],
    ['x = a != b\ny = "?"', '(= x (compare a != b))\n(= y "?")'],
    ['/f x\n,g a b\nx = 1', '(= x 1)'],
  ];

  for (const [source, tree] of CASES) {
    it(JSON.stringify(source), async () => {
      const blanked = blankMagics(source);
      assert.equal(blanked.length, source.length);
      assert.deepEqual(
        blanked.split('\n').map(line => line.length),
        source.split('\n').map(line => line.length),
      );
      const module = await parseText(blanked, 'a.py');
      assert.deepEqual(module.problems, []);
      assert.equal(printModule(module), tree);
    });
  }

  it('leaves Python alone', () => {
    const source = 'a = b % c\nd = x if y else z  # what?\nprint("100%")\n';
    assert.equal(blankMagics(source), source);
  });
});
