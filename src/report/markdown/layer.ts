/** One recurrent layer in full: weights with their gates, states, steps, and the equation of every gate with its shapes. */
import type { FileFacts, LayerFact } from '../../analysis/result.ts';
import type { Locate } from '../../rules/index.ts';
import type { Built, NativeValue } from '../../values/index.ts';
import { cellOwner, equationsOf } from '../equations.ts';
import { gatesText } from '../gates.ts';
import { answerLine } from '../hover/layer.ts';
import { countOf, weightsOf } from '../layer-facts.ts';
import { reasonText } from '../reason.ts';
import { countText, shapeText } from '../shape-text.ts';
import { placeText } from './problems.ts';
import { blocks, codeBlock, escaped, inlineCode, table } from './text.ts';

export function layerSection(
  { layer, name, instance }: LayerFact,
  facts: FileFacts,
  locate: Locate,
  head: (title: string) => string,
): string {
  const built = layer.layer?.built.value;
  if (!built) return '';
  const title = [
    layer.class.name,
    ...(name ? [inlineCode(name)] : []),
    ...(instance ? [inlineCode(instance)] : []),
  ].join(' ');
  const place = placeText(layer.site.file, layer.site.start, locate);
  return blocks(
    head(`${title}${place ? `, ${place.charAt(0).toLowerCase()}${place.slice(1)}` : ''}`),
    inlineCode(answerLine(layer)),
    built.missing && reasonText(built.missing, facts, locate),
    weightTable(layer),
    statesText(built),
    stepText(built),
    equationBlock(layer),
  );
}

function weightTable(layer: NativeValue): string | undefined {
  const weights = weightsOf(layer);
  if (!weights || weights.length === 0) return undefined;
  const rows = weights.map(weight => [inlineCode(weight.name), shapeText(weight.shape), gatesText(weight)]);
  const count = countOf(layer);
  const all = table(['Weight', 'Shape', 'Gates'], rows);
  return count ? `${all}\n\n${countText(count)} parameters.` : all;
}

function statesText({ states }: Built): string | undefined {
  if (states.length === 0) return undefined;
  return `States: ${states.map(({ name, shape }) => `${name} ${shapeText(shape)}`).join(', ')}.`;
}

/** Symbols of the same shape together: 'x_t (batch, 8); h_prev, c_prev, i_t (batch, 10)'. */
function stepText({ step, steps }: Built): string | undefined {
  if (step.size === 0) return undefined;
  const byShape = new Map<string, string[]>();
  for (const [symbol, shape] of step) {
    const symbols = byShape.get(shapeText(shape)) ?? [];
    byShape.set(shapeText(shape), [...symbols, symbol]);
  }
  const groups = [...byShape].map(([shape, symbols]) => `${escaped(symbols.join(', '))} ${shape}`);
  return `Steps: ${steps ? countText(steps) : '?'}. Each step: ${groups.join('; ')}.`;
}

/** Every equation with its shapes below it. */
function equationBlock(layer: NativeValue): string | undefined {
  const equations = equationsOf(layer);
  if (equations.length === 0) return undefined;
  const lines = equations.map(equation => `${equation.text}\n${equation.shapesText}`);
  const owner = cellOwner(layer);
  const inner = owner && owner.layer !== layer ? ` (of its ${owner.layer.class.name})` : '';
  return `One step${inner}, column vectors:\n\n${codeBlock(lines.join('\n\n'))}`;
}
