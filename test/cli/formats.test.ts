/** Problems for other tools: SARIF for code scanning, annotations for GitHub's workflows; and what the command line says of rules. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import Ajv from 'ajv-draft-04';
import addFormats from 'ajv-formats';
import type { Log, Result } from 'sarif';
import { fileRules, rules } from '../../src/rules/index.ts';
import { runCli, runOn } from './built.ts';
import { check, fileOf } from './document.ts';
import { FINE, STACKED } from './programs.ts';

const schema: object = JSON.parse(readFileSync('test/goldens/sarif/sarif-schema-2.1.0.json', 'utf8'));
const ajv = new Ajv({ strict: false, allErrors: true });
addFormats.default(ajv);
const validate = ajv.compile(schema);

async function sarif(
  files: Readonly<Record<string, string>>,
): Promise<{ log: Log; results: readonly Result[] }> {
  const { out } = await runOn(files, ['check', '--format', 'sarif', '.']);
  const log: Log = JSON.parse(out);
  assert.ok(validate(log), JSON.stringify(validate.errors, null, 1));
  return { log, results: log.runs[0]?.results ?? [] };
}

const NOTEBOOK = JSON.stringify({
  cells: [
    { cell_type: 'code', source: ['from keras.layers import LSTM\n'], metadata: {}, outputs: [] },
    { cell_type: 'code', source: ['x = 1\n', 'LSTM(-1)\n'], metadata: {}, outputs: [] },
  ],
  metadata: { language_info: { name: 'python' } },
  nbformat: 4,
  nbformat_minor: 5,
});

describe('check --format sarif', () => {
  it('follows the schema, names every rule and this version, and has a place for each problem', async () => {
    const { log, results } = await sarif({ 'nets/my model.py': STACKED, 'fine.py': FINE });
    const { driver } = log.runs[0]?.tool ?? assert.fail();
    assert.equal(driver.name, 'LSTM Shapes');
    assert.equal(driver.version, (await runCli(['--version'])).out.trim());
    assert.deepEqual(
      driver.rules?.map(({ id }) => id).sort(),
      [...rules, ...fileRules].map(({ name }) => name).sort(),
    );
    assert.deepEqual(
      results.map(({ ruleId, level }) => [ruleId, level]),
      [['missing-return-sequences', 'error']],
    );
    const place = results[0]?.locations?.[0]?.physicalLocation;
    assert.equal(place?.artifactLocation?.uri, 'nets/my%20model.py');
    const { document } = await check({ 'model.py': STACKED }, ['model.py']);
    const range = fileOf(document, 'model.py').diagnostics[0]?.range;
    assert.deepEqual(place?.region, {
      startLine: range?.start.line,
      startColumn: range?.start.column,
      endLine: range?.end.line,
      endColumn: range?.end.column,
    });
    assert.ok((results[0]?.relatedLocations?.length ?? 0) > 0);
  });

  it('is as valid for notebooks, files that cannot be read, and nothing at all', async () => {
    const { results } = await sarif({ 'a.ipynb': NOTEBOOK, 'b.py': 'import keras\n\0' });
    assert.deepEqual(results.map(({ ruleId }) => ruleId).sort(), ['unreadable-file', 'wrong-argument']);
    const cell = results.find(({ ruleId }) => ruleId === 'wrong-argument')?.locations?.[0];
    assert.equal(cell?.logicalLocations?.[0]?.name, 'cell 2, line 2');
    assert.deepEqual((await sarif({ 'fine.py': FINE })).results, []);
  });
});

describe('check --format github', () => {
  it('has a command for each problem, then the summary', async () => {
    const { code, out } = await runOn({ 'nets/model.py': STACKED }, ['check', '--format', 'github', '.']);
    assert.equal(code, 1);
    const [command = '', summary] = out.trimEnd().split('\n');
    assert.match(
      command,
      /^::error file=nets\/model\.py,line=\d+,col=\d+,endLine=\d+,endColumn=\d+,title=LSTM Shapes%3A missing-return-sequences::LSTM expects 3 dimensions/,
    );
    assert.match(summary ?? '', /^1 file read/);
  });

  it('keeps a message in one line, whatever is in it and in the path', async () => {
    const program = 'import torch\ntorch.nn.GRUCell(3, 4)(torch.zeros(2, 5))\n';
    const { out } = await runOn({ 'a,b:c%.py': program }, ['check', '--format', 'github', '.']);
    const lines = out.trimEnd().split('\n');
    assert.equal(lines.length, 2, out);
    assert.match(lines[0] ?? '', /^::error file=a%2Cb%3Ac%25\.py,line=2/);
    assert.match(lines[0] ?? '', /%0APyTorch says: /);
  });

  it('has no line for what stands in a cell of a notebook, and names the cell', async () => {
    const { out } = await runOn({ 'a.ipynb': NOTEBOOK }, ['check', '--format', 'github', '.']);
    assert.match(out, /^::error file=a\.ipynb,title=[^:]*::Cell 2, line 2: /);
  });
});

describe('the rules on the command line', () => {
  it('are listed, each with its severity', async () => {
    const { code, out } = await runCli(['rules']);
    assert.equal(code, 0);
    const lines = out.trimEnd().split('\n');
    assert.equal(lines.length, rules.length + fileRules.length);
    for (const { name, severity, summary } of rules)
      assert.ok(
        lines.some(line => line.split(/ {2,}/).join('|') === `${name}|${severity}|${summary}`),
        name,
      );
  });

  it('are listed for programs', async () => {
    const { out } = await runCli(['rules', '--format', 'json']);
    const listed: readonly { name: string; url: string }[] = JSON.parse(out);
    assert.deepEqual(
      listed.map(({ name }) => name),
      [...rules, ...fileRules].map(({ name }) => name),
    );
  });

  it('are explained by name, and what is no rule is bad usage with the nearest name', async () => {
    const { code, out } = await runCli(['explain', 'missing-return-sequences']);
    assert.equal(code, 0);
    assert.match(out, /^# missing-return-sequences\n[\s\S]*## Wrong[\s\S]*## Right/);
    assert.doesNotMatch(out, /<!--/);
    const wrong = await runCli(['explain', 'missing-return-sequence']);
    assert.equal(wrong.code, 2);
    assert.match(wrong.err, /did you mean `missing-return-sequences`\?/);
  });
});
