/** A layer in full: its weights and one step. */
import type { FileFacts } from '../../analysis/result.ts';
import { constantOf, type Shape } from '../../shapes/index.ts';
import type { Built, LayerFacet, LayerState, NativeValue } from '../../values/index.ts';
import { equationsOf, leadingEquation } from '../equations.ts';
import { weightsOf } from '../layer-facts.ts';
import { blocks, codeBlock, escaped } from '../markdown/text.ts';
import { reasonText } from '../reason.ts';
import { countText, shapeText } from '../shape-text.ts';
import { keepsShape } from './answer.ts';
import type { HoverOptions } from './options.ts';
import { refusalText } from './refusal.ts';
import { weightTable } from './weights.ts';

export interface DetailOptions {
  readonly file: FileFacts;
  readonly options: HoverOptions;
  /** Whether its states and steps are told. */
  readonly withStep: boolean;
}

export function layerDetails(layer: NativeValue, { file, options, withStep }: DetailOptions): string {
  const facet = layer.layer;
  if (!facet) return '';
  const built = facet.built.value;
  return blocks(
    refusalText(layer, file, options) ?? missingText(facet, file, options),
    weightTable(weightsOf(layer)),
    withStep ? stepText(facet, built) : undefined,
    equationText(layer),
  );
}

/** 'States h, c: (batch, 10). Each step: x_t (batch, 8), h and c (batch, 10).' */
function stepText({ recurrent }: LayerFacet, { states, step, steps }: Built): string | undefined {
  if (!recurrent || (states.length === 0 && step.size === 0)) return undefined;
  const sentences: string[] = [];
  if (states.length > 0) sentences.push(`${states.length === 1 ? 'State' : 'States'} ${statesText(states)}.`);
  const x = step.get('x_t');
  if (x) {
    const rows = [`x_t ${escapedShape(x)}`, ...stepStates(step)];
    const known = steps && constantOf(steps);
    const each = known !== undefined && known > 1 ? `Each of ${countText(steps)} steps` : 'Each step';
    sentences.push(`${each}: ${rows.join(', ')}.`);
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

function missingText(facet: LayerFacet, file: FileFacts, { locate }: HoverOptions): string | undefined {
  const { missing, weights } = facet.built.value;
  if (missing) return reasonText(missing, file, locate);
  if (weights !== undefined || keepsShape(facet)) return undefined;
  return 'Its weights are not known, because what goes in is not.';
}

function escapedShape(shape: Shape | undefined): string {
  return escaped(shapeText(shape));
}
