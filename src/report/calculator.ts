/** What the gate calculator opens with: the cell of the layer at a place, with the sizes that the code gives it. */
import type { FileFacts } from '../analysis/result.ts';
import { bindCell, layoutNamed } from '../cells/index.ts';
import type { CalculatorSpec, Stack } from '../protocol/calculatorSpec.ts';
import type { Locate } from '../rules/index.ts';
import { constantOf, type Dim, multiply, size } from '../shapes/index.ts';
import type { NativeValue } from '../values/index.ts';
import { type CellOwner, cellOwner, choiceOf } from './equations.ts';
import { layersAround } from './hover/layers-around.ts';
import { recurrentGroups } from './layer-facts.ts';
import { placeAt } from './source-place.ts';

export interface NoSpec {
  /** One sentence for the person. */
  readonly reason: string;
}

/** A layer that can be calculated: its type and name, and where it is made. */
export interface CalculableLayer {
  readonly label: string;
  readonly path: string;
  readonly offset: number;
}

/** In the order of the program, each constructor once. */
export function calculableLayers(file: FileFacts): readonly CalculableLayer[] {
  return recurrentGroups(file).flatMap(([fact]) => {
    const owner = fact && cellOwner(fact.layer);
    if (!fact || !owner || !isComputable(owner)) return [];
    const { site, class: made } = fact.layer;
    return [{ label: `${made.name} ${nameOf(fact.layer, file)}`, path: site.file, offset: site.start }];
  });
}

/** `locate` gives the line of the layer's constructor, to go back to; `uri` the document of a file. */
export function calculatorSpecAt(
  file: FileFacts,
  offset: number,
  options: { readonly locate?: Locate; readonly uriOf?: (path: string) => string } = {},
): CalculatorSpec | NoSpec {
  const here = layersAround(file, offset);
  // A cursor stands behind a name as often as before it.
  const layers = here.length > 0 ? here : layersAround(file, Math.max(0, offset - 1));
  const owners = layers.flatMap(layer => cellOwner(layer) ?? []);
  const [owner] = owners;
  if (owner)
    return isComputable(owner) ? specOf(owner, file, options) : { reason: notKnown(owner.facet.type) };
  const [other] = layers;
  if (other)
    return {
      reason: other.layer?.recurrent
        ? notKnown(other.layer.type)
        : `${other.class.name} is no recurrent layer: the calculator walks through the gates of LSTM, GRU and simple RNN.`,
    };
  return {
    reason:
      'There is no recurrent layer at this place that can be calculated: put the cursor on the constructor of an LSTM, GRU or simple RNN, or on a name that holds one.',
  };
}

/** Of a cell with arithmetic of its own, or one that is made with what changes it: a clip, an activation by hand. */
const notKnown = (type: string): string =>
  `The arithmetic of ${type} as it is made here is not in the calculator, which walks through the gates of LSTM, GRU and simple RNN.`;

function isComputable({ cell }: CellOwner): boolean {
  return bindCell(choiceOf(cell)).ok;
}

function specOf(
  owner: CellOwner,
  file: FileFacts,
  options: { readonly locate?: Locate; readonly uriOf?: (path: string) => string },
): CalculatorSpec {
  const { layer, facet, cell } = owner;
  const built = facet.built.value;
  const stack = stackOf(owner, file);
  const source = options.locate && placeAt(layer.site.file, layer.site.start, options.locate, options.uriOf);
  return {
    framework: layoutNamed(cell.layout)?.title ?? cell.layout,
    layer: nameOf(layer, file),
    cell: cell.variant ?? cell.kind,
    layoutName: cell.layout,
    units: numberOf(facet.units),
    inputSize: numberOf(built.inputSize),
    steps: numberOf(built.steps),
    activations: { activation: cell.activation, recurrentActivation: cell.recurrentActivation },
    biases: cell.bias,
    resetAfter: cell.resetAfter,
    projection: numberOf(cell.projection),
    ...(cell.forgetBias !== undefined && { forgetBias: cell.forgetBias }),
    ...(cell.recurrentDropout !== undefined && { recurrentDropout: cell.recurrentDropout }),
    ...(stack && { stack }),
    ...(source && { source }),
  };
}

/** 'weight_ih_l0' of PyTorch, 'l0_i2h_weight' of MXNet. */
const NUMBERED = /_l0$|^l0_/;

/**
 * The cells that the layer is made of: an nn.LSTM, whose weights are named by layer and direction, or one that runs in both directions,
 * whether the cursor is on the wrapper or on the layer in it.
 */
function stackOf({ layer, facet, cell }: CellOwner, file: FileFacts): Stack | undefined {
  const isNumbered = facet.built.value.weights?.some(({ name }) => NUMBERED.test(name)) ?? false;
  const both = cell.bidirectional || isRunBothWays(layer, file);
  if (!isNumbered && !both) return undefined;
  const directions = both ? 2 : 1;
  const output = cell.projection ?? facet.units;
  return {
    layers: cell.numLayers ? numberOf(cell.numLayers) : 1,
    directions,
    upperInputSize: numberOf(output && multiply(size(directions), output)),
  };
}

function isRunBothWays(layer: NativeValue, file: FileFacts): boolean {
  return file.layers.some(fact => {
    const wrapper = fact.layer.layer;
    return wrapper?.cell?.bidirectional === true && wrapper.inner.includes(layer);
  });
}

function numberOf(dim: Dim | undefined): number | null {
  const number = dim && constantOf(dim);
  return number !== undefined && number >= 1 ? number : null;
}

/** The variable that a person put it in, else the framework's name of it (Keras numbers its layers), else its place, else its class. */
function nameOf(layer: NativeValue, file: FileFacts): string {
  const called = file.layers.find(fact => fact.layer === layer)?.name;
  const isVariable = called !== undefined && /^[\p{L}\p{N}_$.]+$/u.test(called);
  return (isVariable ? called : undefined) ?? layer.layer?.givenName ?? called ?? layer.class.name;
}
