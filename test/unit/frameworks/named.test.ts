/** A framework that is read is named wherever users look for it. Each test says in which file the name is missing. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { FRAMEWORK_ROOTS, READ_FRAMEWORKS } from '../../../src/frameworks/index.ts';
import { profileOf } from '../../../src/profiles/index.ts';
import { SETTABLE } from '../../../src/project/index.ts';
import { FRAMEWORK_MODULES } from '../../../src/protocol/frameworks.ts';
import { SIMULATED_FRAMEWORKS } from '../../../src/report/simulation/frameworks.ts';

const read = (path: string): string => readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8');

const titles = READ_FRAMEWORKS.map(name => profileOf(name).title);

/** The titles that stand nowhere in a text, in any case. */
const missingIn = (text: string): readonly string[] =>
  titles.filter(title => !text.toLowerCase().includes(title.toLowerCase()));

describe('every framework that is read', () => {
  it('is named in the README', () => assert.deepEqual(missingIn(read('README.md')), []));

  it('is named in the changelog', () => assert.deepEqual(missingIn(read('CHANGELOG.md')), []));

  it('is on the page of coverage', () => assert.deepEqual(missingIn(read('docs/coverage.md')), []));

  it('is a keyword of package.json', () => {
    const { keywords } = JSON.parse(read('package.json'));
    assert.deepEqual(missingIn(keywords.join('\n')), []);
  });

  it('may be set in the setting of versions', () => {
    const { properties } = JSON.parse(read('package.json')).contributes.configuration.properties[
      'lstmShapes.versions'
    ];
    const settable = READ_FRAMEWORKS.filter(name => SETTABLE.includes(name));
    assert.deepEqual(
      settable.filter(name => !Object.hasOwn(properties, name)),
      [],
    );
  });

  it('is in the schema of the JSON document, if it has layers', () => {
    const named: readonly string[] = JSON.parse(read('src/report/check.schema.json')).$defs.layer.properties
      .framework.enum;
    const layered = READ_FRAMEWORKS.filter(name => profileOf(name).manner.hasLayers);
    assert.deepEqual(
      layered.filter(name => !named.includes(name)),
      [],
    );
  });

  it('starts the extension by the names that it is imported by', () => {
    const starting = FRAMEWORK_MODULES.map(({ module }) => module);
    const starts = (root: string) => starting.some(name => root === name || root.startsWith(`${name}-`));
    // SciPy, scikit-learn and pandas make arrays of NumPy, and Optax trains what something else has made: beside them that has the layers.
    assert.deepEqual(
      FRAMEWORK_ROOTS.filter(root => !starts(root)),
      ['optax', 'scipy', 'sklearn', 'pandas'],
    );
  });

  it('has a place where `simulate` runs its layers, if it has layers', () => {
    const simulated = (name: string) => SIMULATED_FRAMEWORKS.some(home => home.split('.')[0] === name);
    const layered = READ_FRAMEWORKS.filter(name => profileOf(name).manner.hasLayers);
    // The cells of TensorFlow go by the name of its first version; the layers of brain.js stand in no constructor call.
    assert.deepEqual(
      layered.filter(name => !simulated(name)),
      ['tensorflow', 'brainjs'],
    );
  });
});
