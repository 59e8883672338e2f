/** A model as the framework's own `summary()` prints it. */
import type { ModelFact } from '../../analysis/result.ts';
import { profileOf } from '../../profiles/index.ts';
import type { ModelFacet, ModelRow } from '../../values/index.ts';
import { modelCount } from '../hover/model.ts';
import { summaryCount } from '../layer-facts.ts';
import { countText, shapesText } from '../shape-text.ts';
import { blocks, escaped, inlineCode, table } from './text.ts';

export function modelSection({ model, name }: ModelFact, head: (title: string) => string): string {
  const facet = model.model;
  if (!facet) return '';
  const type = inlineCode(facet.type);
  // Inside its own class a model is called `self`, which says nothing.
  const isNamed = name !== undefined && name !== 'self' && name !== 'this';
  return blocks(head(isNamed ? `${inlineCode(name)} (${type})` : type), flowText(facet), ...rowsText(facet));
}

/** What goes in and what comes out; nothing where neither is known. */
function flowText(facet: ModelFacet): string | undefined {
  const [inputs, outputs] = [facet.inputs(), facet.outputs()];
  if (![...inputs, ...outputs].some(shape => shape !== undefined)) return undefined;
  return `${inlineCode(shapesText(inputs))} → ${inlineCode(shapesText(outputs))}`;
}

function rowsText(facet: ModelFacet): readonly string[] {
  const rows = facet.rows();
  if (rows.length === 0) return ['Its layers are not known.'];
  const count = modelCount(facet);
  return [rowsTable(facet, rows), ...(count ? [`Total params: ${escaped(countText(count))}`] : [])];
}

/** Keras and TensorFlow.js: Layer (type), Output Shape, Param #. Others have no such table of their own. */
function rowsTable(facet: ModelFacet, rows: readonly ModelRow[]): string {
  const isKeras = profileOf(facet.framework).manner.summary === 'keras';
  if (isKeras) return table(['Layer (type)', 'Output Shape', 'Param #'], rows.map(kerasRow));
  return table(['Name', 'Type', 'Output', 'Params'], rows.map(namedRow));
}

function kerasRow(row: ModelRow): readonly string[] {
  return [
    `${inlineCode(row.name)} (${row.layer.class.name})`,
    escaped(shapesText(row.output)),
    escaped(countText(summaryCount([row.layer]))),
  ];
}

function namedRow(row: ModelRow): readonly string[] {
  return [
    inlineCode(row.name),
    escaped(row.layer.class.name),
    escaped(shapesText(row.output)),
    escaped(countText(summaryCount([row.layer]))),
  ];
}
