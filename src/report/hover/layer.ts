/** The hover of a layer: what goes in and comes out first, then its weights, one step, and the number of parameters. */
import type { FileFacts } from '../../analysis/result.ts';
import { constantOf, type Shape } from '../../shapes/index.ts';
import type { Built, LayerFacet, LayerState, NativeValue } from '../../values/index.ts';
import { cellOwner, equationsOf, leadingEquation } from '../equations.ts';
import { countOf, weightsOf } from '../layer-facts.ts';
import { blocks, codeBlock, escaped, inlineCode } from '../markdown/text.ts';
import { reasonText } from '../reason.ts';
import { countText, shapesText, shapeText } from '../shape-text.ts';
import { CAPTION, type HoverOptions, linksText } from './options.ts';
import { weightTable } from './weights.ts';

const MOST_INSTANCES = 4;

/** All instances of one constructor, or the layers that an expression was seen to be: the first in full, the others in a line each. */
export function layersHover(layers: readonly NativeValue[], file: FileFacts, options: HoverOptions): string {
  const [first, ...others] = layers;
  if (!first) return '';
  const shown = others.slice(0, MOST_INSTANCES - 1);
  const rest = others.length - shown.length;
  const lines = shown.map(
    layer =>
      `${instanceLabel(layer, file)}${inlineCode(answerLine(layer))}, ${escaped(countText(countOf(layer)))} parameters`,
  );
  return blocks(
    layerHover(first, file, options, others.length > 0),
    lines.length === 0 ? undefined : [...lines, ...(rest > 0 ? [`and ${rest} more`] : [])].join('  \n'),
  );
}

function layerHover(
  layer: NativeValue,
  file: FileFacts,
  options: HoverOptions,
  isOneOfSeveral: boolean,
): string {
  const facet = layer.layer;
  if (!facet) return '';
  const built = facet.built.value;
  const label = isOneOfSeveral ? instanceLabel(layer, file) : '';
  const count = countOf(layer);
  const parameters = count ? [`${escaped(countText(count))} parameters`] : [];
  // The links come first: a hover is cut at its lower end, and what a person may click must be in sight.
  return blocks(
    [CAPTION, ...linksText(options, layer.site, cellOwner(layer) !== undefined)].join(' · '),
    [`${label}${inlineCode(answerLine(layer))}`, ...parameters].join(' · '),
    missingText(built, file, options),
    weightTable(weightsOf(layer)),
    stepText(facet, built),
    equationText(layer),
  );
}

/** 'LSTM: (batch, 8, 8) → (batch, 10)' */
export function answerLine(layer: NativeValue): string {
  const facet = layer.layer;
  if (!facet) return layer.class.name;
  const { inputs, outputs } = facet.built.value;
  if (inputs.length === 0 && outputs.length === 0) return sizesLine(facet);
  return `${facet.type}: ${shapesText(inputs)} → ${shapesText(outputs)}`;
}

/** Before any call: 'LSTM: 8 features → 10 units'. */
function sizesLine({ type, units, built }: LayerFacet): string {
  const { inputSize } = built.value;
  if (!units) return type;
  if (constantOf(units) === undefined) return `${type} with ${countText(units)} as its number of units`;
  return inputSize
    ? `${type}: ${countText(inputSize)} features → ${countText(units)} units`
    : `${type}: ${countText(units)} units`;
}

/** 'States h, c: (batch, 10). Each step: x_t (batch, 8), h and c (batch, 10).' */
function stepText({ recurrent }: LayerFacet, { states, step, steps }: Built): string | undefined {
  if (!recurrent || (states.length === 0 && step.size === 0)) return undefined;
  const sentences: string[] = [];
  if (states.length > 0) sentences.push(`${states.length === 1 ? 'State' : 'States'} ${statesText(states)}.`);
  const x = step.get('x_t');
  if (x) {
    const rows = [`x_t ${escapedShape(x)}`, ...stepStates(step)];
    const count =
      steps && constantOf(steps) !== undefined ? `Each of ${countText(steps)} steps` : 'Each step';
    sentences.push(`${count}: ${rows.join(', ')}.`);
  }
  return sentences.join(' ');
}

function statesText(states: readonly LayerState[]): string {
  const shapes = new Set(states.map(state => escapedShape(state.shape)));
  const [only] = shapes;
  if (shapes.size === 1) return `${states.map(state => state.name).join(', ')}: ${only}`;
  return states.map(state => `${state.name}: ${escapedShape(state.shape)}`).join(', ');
}

function stepStates(step: Built['step']): readonly string[] {
  const [h, c] = [step.get('h_prev'), step.get('c_prev')];
  if (!h) return [];
  if (!c) return [`h ${escapedShape(h)}`];
  return shapeText(h) === shapeText(c)
    ? [`h and c ${escapedShape(h)}`]
    : [`h ${escapedShape(h)}`, `c ${escapedShape(c)}`];
}

function equationText(layer: NativeValue): string | undefined {
  const equation = leadingEquation(equationsOf(layer));
  return equation && codeBlock(`${equation.text}\n${equation.shapesText}`);
}

function missingText(
  { missing, weights }: Built,
  file: FileFacts,
  options: HoverOptions,
): string | undefined {
  if (missing) return reasonText(missing, file, options.locate);
  return weights === undefined ? 'Its weights are not known: nothing here says what goes in.' : undefined;
}

/** 'Encoder(128): ' where several instances come from one constructor call. */
function instanceLabel(layer: NativeValue, file: FileFacts): string {
  const fact = file.layers.find(each => each.layer === layer);
  return fact?.instance ? `${inlineCode(fact.instance)}: ` : '';
}

function escapedShape(shape: Shape | undefined): string {
  return escaped(shapeText(shape));
}
