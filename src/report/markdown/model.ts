/** A model as the framework's own `summary()` prints it. */
import type { ModelFact } from '../../analysis/result.ts';
import { parameterCount } from '../../frameworks/layer.ts';
import { profileOf } from '../../profiles/index.ts';
import type { ModelFacet, ModelRow, OwnWeight } from '../../values/index.ts';
import { modelCount } from '../layer-facts.ts';
import { rowCount, rowOutput, rowTypes, unknownText } from '../model-rows.ts';
import { countText, shapesText } from '../shape-text.ts';
import { blocks, escaped, inlineCode, table } from './text.ts';

/** One section for each; for those of which the same is told one together, with how many they are. */
export function modelSections(
  models: readonly ModelFact[],
  head: (title: string) => string,
): readonly string[] {
  const told = new Map<string, { readonly title: string; readonly body: string; count: number }>();
  for (const fact of models) {
    const facet = fact.model.model;
    if (!facet) continue;
    const [title, body] = [
      titleOf(fact, facet),
      blocks(flowText(facet), ...rowsText(facet, fact.unknownParts)),
    ];
    const key = `${title}\n${body}`;
    const known = told.get(key);
    if (known) known.count++;
    else told.set(key, { title, body, count: 1 });
  }
  return [...told.values()].map(({ title, body, count }) =>
    blocks(head(count === 1 ? title : `${title}: ${count} alike`), body),
  );
}

function titleOf({ name }: ModelFact, facet: ModelFacet): string {
  const type = inlineCode(facet.type);
  // Inside its own class a model is called `self`, which says nothing.
  const isNamed = name !== undefined && name !== 'self' && name !== 'this';
  return isNamed ? `${inlineCode(name)} (${type})` : type;
}

/** What goes in and what comes out; nothing where neither is known. */
function flowText(facet: ModelFacet): string | undefined {
  const [inputs, outputs] = [facet.inputs(), facet.outputs()];
  if (![...inputs, ...outputs].some(shape => shape !== undefined)) return undefined;
  return `${inlineCode(shapesText(inputs))} → ${inlineCode(shapesText(outputs))}`;
}

function rowsText(facet: ModelFacet, unknownParts: readonly string[]): readonly string[] {
  const rows = facet.rows();
  if (rows.length + (facet.own?.() ?? []).length === 0)
    return [facet.isWhole?.() ? 'It has no layers.' : 'Its layers are not known.'];
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
