/** What the gate calculator opens with: the cell of the layer at a place, with the sizes that the code gives it. */
import type { FileFacts } from '../analysis/result.ts';
import { layoutNamed } from '../cells/index.ts';
import type { CalculatorSpec, SourcePlace } from '../protocol/calculator.ts';
import type { Locate } from '../rules/index.ts';
import { constantOf, type Dim } from '../shapes/index.ts';
import type { NativeValue } from '../values/index.ts';
import { type CellOwner, cellOwner } from './equations.ts';
import { layersAround } from './hover/layers-around.ts';

export interface NoSpec {
  /** One sentence for the person. */
  readonly reason: string;
}

/** `locate` gives the line of the layer's constructor, to go back to; `uri` the document of a file. */
export function calculatorSpecAt(
  file: FileFacts,
  offset: number,
  options: { readonly locate?: Locate; readonly uriOf?: (path: string) => string } = {},
): CalculatorSpec | NoSpec {
  const layers = layersAround(file, offset);
  const owners = layers.flatMap(layer => cellOwner(layer) ?? []);
  const [owner] = owners;
  if (owner)
    return isComputable(owner)
      ? specOf(owner, file, options)
      : { reason: `The arithmetic of ${owner.facet.type} is not in the calculator.` };
  const [other] = layers;
  if (other)
    return {
      reason: `${other.class.name} is no recurrent layer: the calculator walks through the gates of LSTM, GRU and simple RNN.`,
    };
  return {
    reason:
      'There is no recurrent layer at this place: put the cursor on the constructor of an LSTM, GRU or simple RNN, or on a name that holds one.',
  };
}

function isComputable({ cell }: CellOwner): boolean {
  return (
    (cell.kind === 'lstm' || cell.kind === 'gru' || cell.kind === 'simple-rnn') &&
    layoutNamed(cell.layout) !== undefined
  );
}

function specOf(
  { layer, facet, cell }: CellOwner,
  file: FileFacts,
  options: { readonly locate?: Locate; readonly uriOf?: (path: string) => string },
): CalculatorSpec {
  const built = facet.built.value;
  const source = options.locate && sourceOf(layer, options.locate, options.uriOf);
  return {
    framework: layoutNamed(cell.layout)?.title ?? cell.layout,
    layer: nameOf(layer, file),
    cell: cell.kind,
    layoutName: cell.layout,
    units: numberOf(facet.units),
    inputSize: numberOf(built.inputSize),
    steps: numberOf(built.steps),
    activations: { activation: cell.activation, recurrentActivation: cell.recurrentActivation },
    biases: cell.bias,
    resetAfter: cell.resetAfter,
    projection: numberOf(cell.projection),
    ...(source && { source }),
  };
}

function numberOf(dim: Dim | undefined): number | null {
  const number = dim && constantOf(dim);
  return number !== undefined && number >= 1 ? number : null;
}

/** The name a person gave it, else its class. */
function nameOf(layer: NativeValue, file: FileFacts): string {
  return layer.layer?.givenName ?? file.layers.find(fact => fact.layer === layer)?.name ?? layer.class.name;
}

function sourceOf(
  { site }: NativeValue,
  locate: Locate,
  uriOf: ((path: string) => string) | undefined,
): SourcePlace | undefined {
  const place = locate(site.file, site.start);
  if (!place) return undefined;
  const label = site.file.slice(site.file.lastIndexOf('/') + 1);
  return uriOf ? { label, line: place.line, uri: uriOf(site.file) } : { label, line: place.line };
}
