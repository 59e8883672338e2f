/** docs/coverage.md: the coverage ledger as a page, generated from the frameworks' modules and from what was recorded of the real ones. */
import type { KnownFramework, KnownModule, KnownName } from '../../frameworks/ledger.ts';
import { profileOf } from '../../profiles/index.ts';
import { type Evidence, versionsOf, wasRun } from './evidence.ts';
import { type Counted, countNames } from './public-names.ts';

const GENERATED =
  '<!-- Generated from src/frameworks and test/goldens by `node build/generate.mjs`: edit those, not this file. -->';

const INTRODUCTION = `Every name that LSTM Shapes knows of a framework is listed here, and how much it knows of it:

- **modelled**: what it gives is worked out from what it takes, and what it refuses is reported;
- **known by name only**: it may be used, and what it gives is unknown; that is never an error;
- **refused**: the version has no such name.

A name that is not listed is not modelled: what it gives is unknown, never an error, and the hover and the command *LSTM Shapes: Why No Shape Here?*
name it. State a shape behind it in a comment, such as \`# (B, T, 64)\`, and the shapes after it are known again.`;

export function coveragePage(known: readonly KnownFramework[], evidence: Evidence): string {
  const counted = evidence.names.flatMap(names => countNames(names, known));
  const parts = [
    '# Coverage',
    GENERATED,
    INTRODUCTION,
    '## At a glance',
    table(
      [
        'Framework',
        'Recurrent layers',
        'Other layers and losses',
        'Functions',
        'Methods and attributes',
        'By name only',
      ],
      known.map(glance),
    ),
    `## Public names\n\n${PUBLIC}`,
    table(
      ['Module', 'Version', 'Kind', 'Public', 'Modelled', 'By name only', 'Not modelled yet'],
      counted.map(countRow),
    ),
    ...known.flatMap(framework => section(framework, evidence, counted)),
  ];
  return `${parts.join('\n\n')}\n`;
}

const PUBLIC =
  'Of all public names of the real modules (test/goldens/names), those that are modelled. The rest is named below, under each framework.';

const LAYERS = ['layer', 'loss', 'model'] as const;

function glance({ name, modules, tensor }: KnownFramework): readonly string[] {
  const all = modules.flatMap(module => module.names);
  const modelled = all.filter(({ standing }) => standing === 'modelled');
  const count = (kinds: readonly string[]): number =>
    modelled.filter(({ kind }) => kinds.includes(kind)).length;
  const title = profileOf(name).title;
  return [
    `[${title}](#${title.toLowerCase().replace(/[^a-z0-9 -]/g, '')})`,
    ...[
      count(['recurrent']),
      count(LAYERS),
      count(['function']),
      tensor.length,
      all.filter(({ standing }) => standing === 'opaque').length,
    ].map(String),
  ];
}

const countRow = ({
  module,
  version,
  kind,
  total,
  modelled,
  opaque,
  missing,
}: Counted): readonly string[] => [
  `\`${module}\``,
  version,
  kind,
  ...[total, modelled.length, opaque.length, missing.length].map(String),
];

function section(
  framework: KnownFramework,
  evidence: Evidence,
  counted: readonly Counted[],
): readonly string[] {
  const { name, modules, aliases } = framework;
  const missing = counted.filter(each => each.framework === name && each.missing.length > 0);
  return [
    `## ${profileOf(name).title}`,
    `${profileOf(name).about ?? ''} ${sourceText(versionsOf(evidence.recorded, name))}`.trim(),
    ...recurrentText(framework, evidence),
    table(['Module', 'Kind', 'Names'], [...modules.flatMap(moduleRows), ...tensorRows(framework)]),
    ...elsewhere(modules, aliases),
    ...(missing.length === 0
      ? []
      : [
          'Not modelled yet:',
          table(
            ['Module', 'Kind', 'Names'],
            missing.map(each => [`\`${each.module}\``, each.kind, codes(each.missing)]),
          ),
        ]),
  ];
}

const sourceText = (versions: readonly string[]): string =>
  versions.length === 0 ? '' : `Compared with what these did when they were run: ${versions.join(', ')}.`;

/** Which recurrent layers were run, and which are as their source says. */
function recurrentText({ name, modules }: KnownFramework, { recorded }: Evidence): readonly string[] {
  const layers = modules.flatMap(({ path, names }) =>
    names
      .filter(({ kind, standing }) => kind === 'recurrent' && standing === 'modelled')
      .map(layer => ({ code: `${path}.${layer.name}`, isRun: wasRun(recorded, name, path, layer.name) })),
  );
  const of = (isRun: boolean): readonly string[] =>
    layers.filter(layer => layer.isRun === isRun).map(({ code }) => code);
  const lines = [
    line('Recurrent layers whose shapes were compared with the running framework', of(true)),
    line('Recurrent layers that follow the source of the framework and were not run', of(false)),
  ];
  return lines.some(text => text !== '') ? [lines.filter(text => text !== '').join('\n\n')] : [];
}

const line = (title: string, names: readonly string[]): string =>
  names.length === 0 ? '' : `${title}: ${codes(names)}.`;

const KINDS: readonly (readonly [KnownName['kind'], string])[] = [
  ['recurrent', 'recurrent layers and cells'],
  ['layer', 'layers'],
  ['model', 'models and base classes'],
  ['loss', 'losses'],
  ['class', 'classes'],
  ['function', 'functions'],
  ['method', 'methods'],
  ['attribute', 'attributes'],
  ['constant', 'constants'],
];

function moduleRows({ path, names, isOpen }: KnownModule): readonly (readonly string[])[] {
  const rows = kindRows(path, names);
  return isOpen ? [...rows, [`\`${path}\``, 'known by name only', 'any name']] : rows;
}

function tensorRows({ name, tensor }: KnownFramework): readonly (readonly string[])[] {
  const path = profileOf(name).tensorClass;
  return path === undefined ? [] : kindRows(path, tensor);
}

function kindRows(path: string, names: readonly KnownName[]): readonly (readonly string[])[] {
  const row = (title: string, chosen: readonly KnownName[]): readonly (readonly string[])[] =>
    chosen.length === 0 ? [] : [[`\`${path}\``, title, codes(chosen.map(each => each.name))]];
  return [
    ...KINDS.flatMap(([kind, title]) =>
      row(
        title,
        names.filter(each => each.kind === kind && each.standing === 'modelled'),
      ),
    ),
    ...row(
      'known by name only',
      names.filter(({ standing }) => standing === 'opaque'),
    ),
    ...row(
      'refused',
      names.filter(({ standing }) => standing === 'refused'),
    ),
  ];
}

/** Modules that only repeat names of others. */
function elsewhere(modules: readonly KnownModule[], aliases: KnownFramework['aliases']): readonly string[] {
  const repeating = modules.filter(({ names, shared }) => names.length === 0 && shared.length > 0);
  const paths = [...aliases.map(({ path }) => path), ...repeating.map(({ path }) => path)];
  return paths.length === 0 ? [] : [`The same names are also known under ${codes(paths)}.`];
}

const codes = (names: readonly string[]): string => names.map(name => `\`${name}\``).join(', ');

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const written = rows.map(cells => `| ${cells.join(' | ')} |`);
  return [`| ${head.join(' | ')} |`, `|${head.map(() => '---').join('|')}|`, ...written].join('\n');
}
