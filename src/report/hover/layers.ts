/**
 * The hover of the layers that an expression was seen to be: each instance in a line, or each run of one call; then the one of which
 * most is known in full. The lines come first: a hover is cut at its lower end.
 */
import type { FileFacts } from '../../analysis/result.ts';
import type { Span } from '../../syntax/tree.ts';
import type { NativeValue } from '../../values/index.ts';
import { cellOwner } from '../equations.ts';
import { countOf, unknownSizes } from '../layer-facts.ts';
import { blocks, escaped, inlineCode } from '../markdown/text.ts';
import { countText } from '../shape-text.ts';
import { answerLine } from './answer.ts';
import { runsOf } from './calls.ts';
import { layerDetails } from './layer.ts';
import { CAPTION, type HoverOptions, linksText } from './options.ts';
import { versionTexts } from './version.ts';

const MOST_LINES = 4;

export function layersHover(
  seen: readonly NativeValue[],
  call: Span | undefined,
  file: FileFacts,
  options: HoverOptions,
): string {
  const layers = [...seen].sort((a, b) => unknownSizes(a) - unknownSizes(b));
  const [first] = layers;
  if (!first) return '';
  const isOneOfSeveral = layers.length > 1;
  const lines = layers.flatMap(layer => linesOf(layer, call, file, isOneOfSeveral));
  const distinct = [...new Set(lines)];
  const label = isOneOfSeveral && distinct.length > 1 ? instanceOf(first, file) : undefined;
  // Steps and states are those of the first call: below another one they would contradict it.
  const isFirstCall = distinct.some(line => line.includes(inlineCode(answerLine(first))));
  return blocks(
    [
      CAPTION,
      ...linksText(options, first.site, cellOwner(first) !== undefined),
      ...versionTexts(first, file),
    ].join(' · '),
    listed(distinct),
    label && `Of ${inlineCode(label)}:`,
    layerDetails(first, { file, options, withStep: isFirstCall }),
  );
}

/** 'LSTM: (batch, 8, 8) → (batch, 10) · 760 parameters'; of a call that runs with several shapes, a line for each. */
function linesOf(
  layer: NativeValue,
  call: Span | undefined,
  file: FileFacts,
  isOneOfSeveral: boolean,
): readonly string[] {
  const instance = isOneOfSeveral ? instanceOf(layer, file) : undefined;
  const label = instance === undefined ? '' : `${inlineCode(instance)}: `;
  const count = countOf(layer);
  const parameters = count ? ` · ${escaped(countText(count))} parameters` : '';
  const runs = runsOf(layer, call, file);
  const answers = new Set(runs.length > 0 ? runs.map(run => answerLine(layer, run)) : [answerLine(layer)]);
  // All runs are of one layer: its parameters are told once.
  return [...answers].map((answer, i) => `${label}${inlineCode(answer)}${i === 0 ? parameters : ''}`);
}

function listed(lines: readonly string[]): string {
  const more = lines.length - MOST_LINES;
  const shown = lines.slice(0, MOST_LINES);
  return [...shown, ...(more > 0 ? [`… and ${more} more`] : [])].join('  \n');
}

/** 'Encoder(128)' where several instances come from one constructor call. */
function instanceOf(layer: NativeValue, file: FileFacts): string | undefined {
  return file.layers.find(each => each.layer === layer)?.instance;
}
