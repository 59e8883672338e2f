/** The hover of a model: what goes in and comes out, its layers, its parameters. */

import type { Dim } from '../../shapes/index.ts';
import { add, size } from '../../shapes/index.ts';
import type { ModelFacet, NativeValue } from '../../values/index.ts';
import { countOf } from '../layer-facts.ts';
import { blocks, escaped, inlineCode, table } from '../markdown/text.ts';
import { countText, shapesText } from '../shape-text.ts';
import { CAPTION, type HoverOptions, linksText } from './options.ts';

const MOST_ROWS = 8;

export function modelHover(
  model: NativeValue,
  facet: ModelFacet,
  name: string | undefined,
  options: HoverOptions,
): string {
  const rows = facet.rows();
  const shown = rows
    .slice(0, MOST_ROWS)
    .map(row => [
      `${inlineCode(row.name)} (${inlineCode(row.layer.class.name)})`,
      escaped(shapesText(row.output)),
      escaped(countText(countOf(row.layer))),
    ]);
  const more = rows.length - shown.length;
  const title = `${name ?? facet.type}: ${shapesText(facet.inputs())} → ${shapesText(facet.outputs())}`;
  return blocks(
    CAPTION,
    inlineCode(title),
    rows.length > 0 ? table(['Layer', 'Output', 'Parameters'], shown) : undefined,
    more > 0 ? `… and ${more} more layers` : undefined,
    [`${escaped(countText(modelCount(facet)))} parameters`, ...linksText(options, model.site, false)].join(
      ' · ',
    ),
  );
}

/** The parameters of all rows, a layer that stands in several counted once; undefined where one is not known. */
export function modelCount(facet: ModelFacet): Dim | undefined {
  const layers = new Set(facet.rows().map(row => row.layer));
  let total = size(0);
  for (const layer of layers) {
    const count = layer.model ? modelCount(layer.model) : countOf(layer);
    if (!count) return undefined;
    total = add(total, count);
  }
  return total;
}
