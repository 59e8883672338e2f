/** A model as the framework's own `summary()` prints it. */
import type { ModelFact } from '../../analysis/result.ts';
import type { ModelFacet, ModelRow } from '../../values/index.ts';
import { modelCount } from '../hover/model.ts';
import { countOf } from '../layer-facts.ts';
import { countText, shapesText } from '../shape-text.ts';
import { blocks, inlineCode, table } from './text.ts';

export function modelSection({ model, name }: ModelFact, head: (title: string) => string): string {
  const facet = model.model;
  if (!facet) return '';
  const type = inlineCode(facet.type);
  return blocks(
    head(name ? `${inlineCode(name)} (${type})` : type),
    `${inlineCode(shapesText(facet.inputs()))} → ${inlineCode(shapesText(facet.outputs()))}`,
    rowsTable(facet),
    `Total params: ${countText(modelCount(facet))}`,
  );
}

/** Keras and TensorFlow.js: Layer (type), Output Shape, Param #. Others have no such table of their own. */
function rowsTable(facet: ModelFacet): string {
  const rows = facet.rows();
  if (rows.length === 0) return 'No layers yet.';
  const isKeras =
    facet.framework === 'keras' || facet.framework === 'tensorflow' || facet.framework === 'tfjs';
  if (isKeras) return table(['Layer (type)', 'Output Shape', 'Param #'], rows.map(kerasRow));
  return table(['Name', 'Type', 'Output', 'Params'], rows.map(namedRow));
}

function kerasRow(row: ModelRow): readonly string[] {
  return [
    `${inlineCode(row.name)} (${row.layer.class.name})`,
    shapesText(row.output),
    countText(rowCount(row)),
  ];
}

function namedRow(row: ModelRow): readonly string[] {
  return [inlineCode(row.name), row.layer.class.name, shapesText(row.output), countText(rowCount(row))];
}

function rowCount({ layer }: ModelRow) {
  return layer.model ? modelCount(layer.model) : countOf(layer);
}
