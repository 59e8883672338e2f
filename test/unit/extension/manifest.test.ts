import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { SETTABLE } from '../../../src/project/index.ts';
import { COMMANDS } from '../../../src/protocol/commands.ts';
import {
  CALCULATOR_COLUMNS,
  DEFAULT_SETTINGS,
  LOG_LEVELS,
  REPORT_VIEWS,
  readSettings,
} from '../../../src/protocol/settings.ts';

interface Property {
  readonly default: unknown;
  readonly scope: string;
  readonly markdownDescription: string;
  readonly enum?: readonly string[];
  readonly enumDescriptions?: readonly string[];
  readonly properties?: Readonly<Record<string, unknown>>;
}

interface Manifest {
  readonly engines: { readonly vscode: string };
  readonly devDependencies: Readonly<Record<string, string>>;
  readonly activationEvents: readonly string[];
  readonly contributes: {
    readonly commands: readonly {
      readonly command: string;
      readonly title: string;
      readonly category: string;
    }[];
    readonly configuration: { readonly properties: Readonly<Record<string, Property>> };
  };
}

describe('package.json', () => {
  let manifest: Manifest;

  before(async () => {
    const text = await readFile(new URL('../../../package.json', import.meta.url), 'utf8');
    // The fields that are read here are checked by what is asserted of them.
    manifest = JSON.parse(text) as Manifest;
  });

  it('declares each command of the extension, in its category', () => {
    const { commands } = manifest.contributes;
    assert.deepEqual(commands.map(entry => entry.command).sort(), Object.values(COMMANDS).sort());
    for (const { category, title } of commands) {
      assert.equal(category, 'LSTM Shapes');
      assert.doesNotMatch(title, /LSTM Shapes/);
    }
  });

  it('declares each setting with the default that the code has', () => {
    const { properties } = manifest.contributes.configuration;
    const declared = Object.fromEntries(
      Object.entries(properties).map(([name, value]) => [name, value.default]),
    );
    assert.deepEqual(declared, flattened('lstmShapes', DEFAULT_SETTINGS));
  });

  it('declares the choices that the code knows, each with a description', () => {
    const { properties } = manifest.contributes.configuration;
    const choices = Object.fromEntries(
      Object.entries(properties).flatMap(([name, value]) => (value.enum ? [[name, value.enum]] : [])),
    );
    assert.deepEqual(choices, {
      'lstmShapes.report.view': REPORT_VIEWS,
      'lstmShapes.calculator.column': CALCULATOR_COLUMNS,
      'lstmShapes.logLevel': LOG_LEVELS,
    });
  });

  it('lists the frameworks whose versions can be set', () => {
    const { properties } = manifest.contributes.configuration;
    assert.deepEqual(
      Object.keys(properties['lstmShapes.versions']?.properties ?? {}).sort(),
      [...SETTABLE].sort(),
    );
  });

  it('lets each setting differ from folder to folder, and describes it', () => {
    for (const [name, property] of Object.entries(manifest.contributes.configuration.properties)) {
      assert.equal(property.scope, 'resource', name);
      assert.ok(property.markdownDescription.length > 20, name);
    }
  });

  it('activates with languages, notebooks, its own panel and links to it only', () => {
    assert.deepEqual(
      manifest.activationEvents.filter(event => !/^on(Language|Notebook|WebviewPanel):/.test(event)),
      ['onUri'],
    );
  });

  it('is built against the types of the oldest VS Code that it promises to run in', () => {
    assert.equal(manifest.devDependencies['@types/vscode'], manifest.engines.vscode.replace('^', '~'));
  });
});

describe('settings', () => {
  it('take the default for what is missing or does not fit', () => {
    assert.deepEqual(readSettings(undefined), DEFAULT_SETTINGS);
    const odd = {
      enable: 'no',
      hover: null,
      exclude: 'a',
      maxFileSize: -1,
      logLevel: 'loud',
      report: { view: 1 },
    };
    assert.deepEqual(readSettings(odd), DEFAULT_SETTINGS);
  });

  it('keep what fits', () => {
    const settings = readSettings({
      enable: false,
      problems: { enable: false },
      exclude: ['a', 1],
      maxFileSize: 5,
    });
    assert.deepEqual(settings, {
      ...DEFAULT_SETTINGS,
      enable: false,
      problems: { enable: false },
      exclude: ['a'],
      maxFileSize: 5,
    });
  });
});

function flattened(name: string, value: unknown): Record<string, unknown> {
  // The versions that a person sets are one value: an object.
  const isLeaf = typeof value !== 'object' || value === null || Array.isArray(value);
  if (isLeaf || Object.keys(value).length === 0) return { [name]: value };
  return Object.assign(
    {},
    ...Object.entries(value).map(([key, inner]) => flattened(`${name}.${key}`, inner)),
  );
}
