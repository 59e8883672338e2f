/** No error anywhere in programs that run: whoever is told of one that is none stops reading. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { DECLARED } from '../../../src/frameworks/declared.ts';
import { problemsOf, rules } from '../../../src/rules/index.ts';
import { analyseTexts } from '../../support/analyse.ts';
import { errorRecords, textsOf } from '../../support/errors.ts';
import type { FrameworkRecord } from '../../support/records.ts';

type Texts = Readonly<Record<string, string>>;

async function errorsIn(name: string, texts: Texts): Promise<readonly string[]> {
  const roots = Object.keys(texts).filter(file => /\.(py|ts|js|mjs|cjs|tsx|ipynb)$/.test(file));
  const problems = problemsOf(await analyseTexts(texts, roots));
  return [...problems.values()]
    .flat()
    .filter(({ severity }) => severity === 'error')
    .map(({ rule, message }) => `${name}, ${rule}: ${message}`);
}

async function errorsInAll(programs: Iterable<readonly [string, Texts]>): Promise<readonly string[]> {
  const told: string[] = [];
  for (const [name, texts] of programs) told.push(...(await errorsIn(name, texts)));
  return told;
}

function filesIn(folder: string): Texts {
  const names = readdirSync(folder, { withFileTypes: true }).filter(entry => entry.isFile());
  return Object.fromEntries(names.map(({ name }) => [name, readFileSync(`${folder}/${name}`, 'utf8')]));
}

const GOLDENS = [
  ...[
    'flax/programs',
    'flax/shown',
    'jax/programs',
    'jax/shown',
    'keras/keras2',
    'keras/keras3',
    'keras/tf_keras',
  ],
  ...[
    'keras/programs',
    'keras/generated',
    'mindspore/programs',
    'mlx/programs',
    'mxnet/programs',
    'paddle/programs',
  ],
  ...DECLARED.map(({ name }) => `${name}/programs`),
  ...['sonnet/programs', 'tf1/programs', 'torch/programs', 'torch/generated'],
];

function* goldens(): Iterable<readonly [string, Texts]> {
  for (const file of GOLDENS) {
    const records: readonly FrameworkRecord[] = JSON.parse(readFileSync(`test/goldens/${file}.json`, 'utf8'));
    for (const { id, code, raises, requirements } of records)
      if (raises === null)
        yield [id, { 'program.py': code, ...(requirements && { 'requirements.txt': requirements }) }];
  }
}

describe('programs that run have no error', () => {
  it('right examples of the rules', async () => {
    const examples = rules.flatMap(({ name, right }) =>
      right.map(
        ({ language, code }) => [name, { [language === 'python' ? 'main.py' : 'main.ts']: code }] as const,
      ),
    );
    assert.deepEqual(await errorsInAll(examples), []);
  });

  it("fixed versions of users' bugs", async () => {
    const folders = readdirSync('test/goldens/cases', { withFileTypes: true }).filter(entry =>
      entry.isDirectory(),
    );
    assert.ok(folders.length > 60);
    assert.deepEqual(
      await errorsInAll(folders.map(({ name }) => [name, filesIn(`test/goldens/cases/${name}`)] as const)),
      [],
    );
  }).timeout(120_000);

  it('recorded programs that a framework accepts', async () => {
    const accepted = errorRecords().filter(({ raises }) => !raises);
    assert.deepEqual(await errorsInAll(accepted.map(record => [record.id, textsOf(record)] as const)), []);
  }).timeout(120_000);

  it('other goldens that ran', async () => {
    assert.deepEqual(await errorsInAll(goldens()), []);
  }).timeout(120_000);

  it('samples, but for the mistakes that three of them ask to find', async () => {
    const samples = Object.entries(filesIn('samples'))
      .filter(([name]) => !/^(gate_by_hand|keras_stacked_classifier|torch_attention_seq2seq)\.py$/.test(name))
      .map(([name, text]) => [name, { [name]: text }] as const);
    assert.deepEqual(await errorsInAll(samples), []);
  });
});
