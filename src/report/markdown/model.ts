/** A model as the framework's own `summary()` prints it. */
import type { ModelFact } from '../../analysis/result.ts';
import { parameterCount } from '../../frameworks/layer.ts';
import { profileOf } from '../../profiles/index.ts';
import type { ModelFacet, ModelRow, OwnWeight } from '../../values/index.ts';
import { modelCount } from '../layer-facts.ts';
import { rowCount, rowOutput, rowTypes, unknownText } from '../model-rows.ts';
import { countText, shapesText } from '../shape-text.ts';
import { blocks, escaped, inlineCode, table } from './text.ts';

export function modelSection(
  { model, name, unknownParts }: ModelFact,
  head: (title: string) => string,
): string {
  const facet = model.model;
  if (!facet) return '';
  const type = inlineCode(facet.type);
  // Inside its own class a model is called `self`, which says nothing.
  const isNamed = name !== undefined && name !== 'self' && name !== 'this';
  return blocks(
    head(isNamed ? `${inlineCode(name)} (${type})` : type),
    flowText(facet),
    ...rowsText(facet, unknownParts),
  );
}

/** What goes in and what comes out; nothing where neither is known. */
function flowText(facet: ModelFacet): string | undefined {
  const [inputs, outputs] = [facet.inputs(), facet.outputs()];
  if (![...inputs, ...outputs].some(shape => shape !== undefined)) return undefined;
  return `${inlineCode(shapesText(inputs))} → ${inlineCode(shapesText(outputs))}`;
}

function rowsText(facet: ModelFacet, unknownParts: readonly string[]): readonly string[] {
  const rows = facet.rows();
  if (rows.length + (facet.own?.() ?? []).length === 0) return ['Its layers are not known.'];
  const count = unknownParts.length === 0 ? modelCount(facet) : undefined;
  const more = unknownText(unknownParts, facet.isOpen?.() === true);
  return [
    rowsTable(facet, rows),
    ...(count ? [`Total params: ${escaped(countText(count))}`] : []),
    ...(more ? [more] : []),
  ];
}

/** Keras and TensorFlow.js: Layer (type), Output Shape, Param #. Others have no such table of their own. */
function rowsTable(facet: ModelFacet, rows: readonly ModelRow[]): string {
  const isKeras = profileOf(facet.framework).manner.summary === 'keras';
  if (isKeras) return table(['Layer (type)', 'Output Shape', 'Param #'], rows.map(kerasRow));
  const own = facet.own?.() ?? [];
  return table(['Name', 'Type', 'Output', 'Params'], [...rows.map(namedRow), ...own.map(ownRow)]);
}

function kerasRow(row: ModelRow): readonly string[] {
  return [
    `${inlineCode(row.name)} (${rowTypes(row).join(' or ')})`,
    escaped(rowOutput(row)),
    escaped(rowCount(row)),
  ];
}

/** A weight of the user's own stands for itself: it has a shape and gives nothing. */
const ownRow = ({ path, weight }: OwnWeight): readonly string[] => [
  inlineCode(path),
  `weight ${escaped(shapesText([weight.shape]))}`,
  '',
  escaped(countText(parameterCount([weight]))),
];

function namedRow(row: ModelRow): readonly string[] {
  return [
    inlineCode(row.name),
    escaped(rowTypes(row).join(' or ')),
    escaped(rowOutput(row)),
    escaped(rowCount(row)),
  ];
}
