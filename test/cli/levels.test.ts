/** How serious rules are: configuration files, nearest last, and over them the command line. */
import assert from 'node:assert/strict';
import { check, fileOf } from './document.ts';
import { STACKED } from './programs.ts';

const RULE = 'missing-return-sequences';
const JSON_OFF = `{ "rules": { "${RULE}": "off" } }`;
const TOML_HINT = `[project]\nname = "nets"\n\n[tool.lstm-shapes.rules]\n${RULE} = "hint"\n`;

async function severities(files: Record<string, string>, args: readonly string[] = ['.']) {
  const { code, err, document } = await check(files, args);
  const severity = (name: string) => fileOf(document, name).diagnostics.map(found => found.severity);
  return { code, err, severity };
}

describe('levels of rules', () => {
  it('are those of lstm-shapes.json', async () => {
    const { code, severity } = await severities({ 'a.py': STACKED, 'lstm-shapes.json': JSON_OFF });
    assert.deepEqual(severity('./a.py'), []);
    assert.equal(code, 0);
  });

  it('are those of pyproject.toml', async () => {
    const { code, severity } = await severities({ 'a.py': STACKED, 'pyproject.toml': TOML_HINT });
    assert.deepEqual(severity('./a.py'), ['hint']);
    assert.equal(code, 0);
  });

  it('are those of the nearest folder that names the rule', async () => {
    const { severity } = await severities({
      'pyproject.toml': TOML_HINT,
      'a.py': STACKED,
      'off/lstm-shapes.json': JSON_OFF,
      'off/b.py': STACKED,
      'other/lstm-shapes.json': '{ "rules": { "input-rank": "off" } }',
      'other/c.py': STACKED,
    });
    assert.deepEqual(severity('./a.py'), ['hint']);
    assert.deepEqual(severity('./off/b.py'), []);
    assert.deepEqual(severity('./other/c.py'), ['hint']);
  });

  it('are those of the command line before all files', async () => {
    const files = { 'a.py': STACKED, 'lstm-shapes.json': JSON_OFF };
    const { code, severity } = await severities(files, ['.', '--rule', `${RULE}=warning`]);
    assert.deepEqual(severity('./a.py'), ['warning']);
    assert.equal(code, 0);
  });

  it('may make an error of a warning', async () => {
    const program = 'from keras.layers import Dense\nDense(1, activation="softmax")\n';
    const { code } = await severities({ 'a.py': program }, ['.', '--rule', 'softmax-of-one=error']);
    assert.equal(code, 1);
  });

  it('hold for what is said of files as such', async () => {
    const { severity } = await severities({
      'a.py': 'from keras.layers import LSTM\nx = (\n',
      'lstm-shapes.json': '{ "rules": { "syntax-error": "off" } }',
    });
    assert.deepEqual(severity('./a.py'), []);
  });

  it('that cannot be read are named with their file, and the others count', async () => {
    const wrong = `{ "rules": { "${RULE}": "off", "input-rnak": "off", "wrong-axis": "loud" }, "rule": {} }`;
    const { code, err, severity } = await severities({ 'a.py': STACKED, 'lstm-shapes.json': wrong });
    assert.equal(code, 2);
    assert.match(
      err,
      /lstm-shapes\.json: `rules`: There is no rule `input-rnak`; did you mean `input-rank`\?/,
    );
    assert.match(
      err,
      /`rules\.wrong-axis` must be one of off, hint, information, warning, error; it is "loud"\./,
    );
    assert.match(err, /There is no setting `rule`; did you mean `rules`\?/);
    assert.deepEqual(severity('./a.py'), []);
  });

  it('of a file that is no JSON or no TOML are not guessed', async () => {
    for (const [name, text] of [
      ['lstm-shapes.json', '{ "rules": '],
      ['lstm-shapes.json', '[]'],
      ['pyproject.toml', '[tool.lstm-shapes\n'],
    ] as const) {
      const { code, err, severity } = await severities({ 'a.py': STACKED, [name]: text });
      assert.equal(code, 2, text);
      assert.match(err, new RegExp(`${name.replace('.', '\\.')}: It `), text);
      assert.deepEqual(severity('./a.py'), ['error']);
    }
  });

  it('that are named on the command line and do not exist are bad usage', async () => {
    const { runCli } = await import('./built.ts');
    for (const rule of ['wrong-axes=off', 'wrong-axis=loud', 'wrong-axis']) {
      const { code, err } = await runCli(['check', '--rule', rule, 'samples']);
      assert.equal(code, 2, rule);
      assert.match(err, /--rule <name=level>/);
    }
  });
});
