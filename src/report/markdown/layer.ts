/** One recurrent layer in full: weights with their gates, states, steps, and the equation of every gate with its shapes. */
import type { FileFacts, LayerFact } from '../../analysis/result.ts';
import type { Locate } from '../../rules/index.ts';
import type { Built, NativeValue } from '../../values/index.ts';
import { cellOwner, equationsOf } from '../equations.ts';
import { gatesText } from '../gates.ts';
import { answerLine } from '../hover/answer.ts';
import { countOf, unknownSizes, weightsOf } from '../layer-facts.ts';
import { reasonText } from '../reason.ts';
import { countText, shapeText } from '../shape-text.ts';
import { placeText } from './problems.ts';
import { blocks, codeBlock, escaped, inlineCode, table } from './text.ts';

/** The instances of one constructor call: the one that most is known of in full, the others in a line each. */
export function layerSection(
  group: readonly LayerFact[],
  facts: FileFacts,
  locate: Locate,
  head: (title: string) => string,
): string {
  const [shown, ...others] = [...group].sort((a, b) => unknownSizes(a.layer) - unknownSizes(b.layer));
  const built = shown?.layer.layer?.built.value;
  if (!shown || !built) return '';
  const { layer, name } = shown;
  const place = placeText(layer.site.file, layer.site.start, locate);
  const title = name ? `${layer.class.name} ${inlineCode(name)}` : layer.class.name;
  return blocks(
    head(`${title}${place ? `, ${place.charAt(0).toLowerCase()}${place.slice(1)}` : ''}`),
    instanceLine(shown),
    built.missing && reasonText(built.missing, facts, locate),
    weightTable(layer),
    statesText(built),
    stepText(built),
    equationBlock(layer),
    otherInstances(others),
  );
}

/** '`i=2`: `LSTM: (batch, 8, 8) → (batch, 10)`' */
function instanceLine({ layer, instance }: LayerFact): string {
  const answer = inlineCode(answerLine(layer));
  return instance ? `${inlineCode(instance)}: ${answer}` : answer;
}

const MOST_INSTANCES = 12;

function otherInstances(others: readonly LayerFact[]): string | undefined {
  const lines = others.map(fact => {
    const count = countOf(fact.layer);
    return count ? `${instanceLine(fact)}, ${escaped(countText(count))} parameters` : instanceLine(fact);
  });
  const distinct = [...new Set(lines)];
  if (distinct.length === 0) return undefined;
  const more = distinct.length - MOST_INSTANCES;
  const listed = distinct.slice(0, MOST_INSTANCES).map(line => `- ${line}`);
  return `The same call also makes:\n\n${[...listed, ...(more > 0 ? [`- and ${more} more`] : [])].join('\n')}`;
}

function weightTable(layer: NativeValue): string | undefined {
  const weights = weightsOf(layer);
  if (!weights || weights.length === 0) return undefined;
  const rows = weights.map(weight => [
    inlineCode(weight.name),
    escaped(shapeText(weight.shape)),
    escaped(gatesText(weight)),
  ]);
  const count = countOf(layer);
  const all = table(['Weight', 'Shape', 'Gates'], rows);
  return count ? `${all}\n\n${escaped(countText(count))} parameters.` : all;
}

function statesText({ states }: Built): string | undefined {
  if (states.length === 0) return undefined;
  return `States: ${states.map(({ name, shape }) => `${name} ${escaped(shapeText(shape))}`).join(', ')}.`;
}

/** Symbols of the same shape together: 'x_t (batch, 8); h_prev, c_prev, i_t (batch, 10)'. */
function stepText({ step, steps }: Built): string | undefined {
  if (step.size === 0) return undefined;
  const byShape = new Map<string, string[]>();
  for (const [symbol, shape] of step) {
    const symbols = byShape.get(shapeText(shape)) ?? [];
    byShape.set(shapeText(shape), [...symbols, symbol]);
  }
  const groups = [...byShape].map(([shape, symbols]) => `${escaped(`${symbols.join(', ')} ${shape}`)}`);
  return `Steps: ${steps ? escaped(countText(steps)) : '?'}. Each step: ${groups.join('; ')}.`;
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
