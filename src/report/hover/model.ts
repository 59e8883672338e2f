/** The hover of a model: what goes in and comes out, its layers, its parameters. */
import { parameterCount } from '../../frameworks/layer.ts';
import type { ModelFacet, ModelRow, NativeValue, OwnWeight } from '../../values/index.ts';
import { modelCount } from '../layer-facts.ts';
import { blocks, escaped, inlineCode, table } from '../markdown/text.ts';
import { rowCount, rowOutput, rowTypes, unknownText } from '../model-rows.ts';
import { countText, shapesText } from '../shape-text.ts';
import { type Ends, endsText } from './answer.ts';
import { CAPTION, type HoverOptions, linksText } from './options.ts';

const MOST_ROWS = 8;

const MOST_RUNS = 4;

export interface ModelSubject {
  readonly facet: ModelFacet;
  readonly name: string | undefined;
  /** What goes in and comes out at the call that is asked about. */
  readonly runs: readonly Ends[];
  /** Names of parts that may hold more layers. */
  readonly unknownParts: readonly string[];
}

export function modelHover(
  { site }: NativeValue,
  { facet, name, runs, unknownParts }: ModelSubject,
  options: HoverOptions,
): string {
  const rows = facet.rows();
  const all = [...rows.map(rowCells), ...(facet.own?.() ?? []).map(ownCells)];
  const shown = all.slice(0, MOST_ROWS);
  const more = all.length - shown.length;
  const count = unknownParts.length === 0 ? modelCount(facet) : undefined;
  const parameters = count ? [`${escaped(countText(count))} parameters`] : [];
  const own = endsText({ inputs: facet.inputs(), outputs: facet.outputs() });
  const told = distinctTexts(runs, own);
  // The rows are those of the first call: below another one that is said.
  const output = own === undefined || told.includes(own) ? 'Output' : 'Output of the first call';
  return blocks(
    CAPTION,
    titles(name ?? facet.type, told),
    shown.length > 0 ? table(['Layer', output, 'Parameters'], shown) : undefined,
    more > 0 ? `… and ${more} more layers` : undefined,
    unknownText(unknownParts, facet.isOpen?.() === true),
    [...parameters, ...linksText(options, site, false)].join(' · '),
  );
}

/** Of the call that is asked about, one for each of its runs; where there is none, what the model itself says. */
function distinctTexts(runs: readonly Ends[], own: string | undefined): readonly string[] {
  const told = runs.flatMap(run => endsText(run) ?? []);
  if (told.length === 0) return own === undefined ? [] : [own];
  return [...new Set(told)].slice(0, MOST_RUNS);
}

/** 'Net: (4, 20, 8) → (4, 5)' in code, or the name alone. */
function titles(name: string, ends: readonly string[]): string {
  const lines = ends.length === 0 ? [name] : ends.map(text => `${name}: ${text}`);
  return lines.map(inlineCode).join('  \n');
}

const ownCells = ({ path, weight }: OwnWeight): readonly string[] => [
  inlineCode(path),
  escaped(shapesText([weight.shape])),
  escaped(countText(parameterCount([weight]))),
];

function rowCells(row: ModelRow): readonly string[] {
  return [
    `${inlineCode(row.name)} (${rowTypes(row).map(inlineCode).join(' or ')})`,
    escaped(rowOutput(row)),
    escaped(rowCount(row)),
  ];
}
