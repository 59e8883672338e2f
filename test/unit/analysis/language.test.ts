/** The interpreter means by Python and JavaScript what they mean: each marked value is what the language itself computes. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { transformSync } from 'esbuild';
import type { FileFacts } from '../../../src/analysis/index.ts';
import { printDim } from '../../../src/shapes/index.ts';
import type { Value } from '../../../src/values/index.ts';
import { analyseTexts } from '../../support/analyse.ts';

interface Marker {
  readonly name: string;
  readonly expected: string;
  readonly start: number;
}

const FOLDER = 'test/fixtures/language';

function markersOf(text: string): Marker[] {
  const pattern = /^([ ]*(?:const )?)(\w+) = .*(?:#|\/\/) -> (.*)$/gm;
  return [...text.matchAll(pattern)].map(found => ({
    name: found[2] ?? '',
    expected: found[3] ?? '',
    start: (found.index ?? 0) + (found[1]?.length ?? 0),
  }));
}

/** As Python prints it; alternatives are joined by `|` and what is not known is `?`. */
function shown(value: Value): string {
  switch (value.kind) {
    case 'number':
      return value.dim ? printDim(value.dim) : String(value.float ?? '?');
    case 'string':
      return value.value === undefined ? '?' : `'${value.value}'`;
    case 'list':
      return 'known' in value.items.value
        ? `[${value.items.value.known.map(shown).join(', ')}]`
        : `[${shown(value.items.value.element)}, ...]`;
    case 'union':
      return value.options.map(shown).sort().join(' | ');
    case 'unknown':
      return '?';
    default:
      return value.kind;
  }
}

function valueAt(facts: FileFacts, marker: Marker): string {
  const found = facts.observations.find(
    o => o.start === marker.start && o.end === marker.start + marker.name.length,
  );
  return found?.values[0] ? shown(found.values[0]) : 'never assigned';
}

async function factsOf(name: string): Promise<FileFacts> {
  const analysis = await analyseTexts({ [name]: readFileSync(`${FOLDER}/${name}`, 'utf8') });
  const facts = analysis.files.get(`/project/${name}`);
  assert.ok(facts);
  return facts;
}

for (const name of ['functions-and-classes.py', 'unknowns.py', 'language.ts']) {
  describe(`the interpreter on ${name}`, () => {
    let facts: FileFacts;
    before(async () => {
      facts = await factsOf(name);
    });
    for (const marker of markersOf(readFileSync(`${FOLDER}/${name}`, 'utf8'))) {
      it(`${marker.name} is ${marker.expected}`, () => assert.equal(valueAt(facts, marker), marker.expected));
    }
    it('refuses nothing', () => assert.deepEqual(facts.findings, []));
  });
}

describe('language.ts', () => {
  it('has markers that Node agrees with', () => {
    const text = readFileSync(`${FOLDER}/language.ts`, 'utf8');
    const markers = markersOf(text);
    const { code } = transformSync(text, { loader: 'ts', format: 'esm' });
    const values: unknown = new Function(`${code}; return [${markers.map(m => m.name).join(', ')}];`)();
    assert.deepEqual(
      values,
      markers.map(m => JSON.parse(m.expected)),
    );
  });
});
