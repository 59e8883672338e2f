/** What recurrent layers give, and the facts of one step. */
import { type Dim, multiply, type Shape, withOrigin } from '../../../shapes/index.ts';
import { result } from '../../array/scene.ts';
import { type TensorRole, type TensorValue, type Value, whole } from '../../parts.ts';
import { noteCall, type Use } from '../layer-class.ts';
import { type Settings, stateCount } from './settings.ts';
import { type ExpectedState, layerStates } from './state.ts';

/** How an input's axes are read. */
export interface Layout {
  /** undefined: one sequence without a batch axis. */
  readonly batch: Dim | undefined;
  readonly steps: Dim;
}

const MEANINGS = ['num_layers * num_directions', 'batch', 'hidden_size'];

/** https://docs.pytorch.org/docs/stable/generated/torch.nn.LSTM.html, section Inputs. */
export function expectedStates(
  settings: Settings,
  { batch }: Pick<Layout, 'batch'>,
): readonly ExpectedState[] {
  const meanings = (last: string) => (batch ? [...MEANINGS.slice(0, 2), last] : [MEANINGS[0] ?? '', last]);
  const shape = (last: Dim): Shape =>
    batch ? [stateCount(settings), batch, last] : [stateCount(settings), last];
  const h = {
    name: 'h',
    role: 'h_0',
    shape: shape(settings.outputSize),
    meanings: meanings(settings.projection ? 'proj_size' : 'hidden_size'),
  };
  const c = { name: 'c', role: 'c_0', shape: shape(settings.hiddenSize), meanings: meanings('hidden_size') };
  return settings.kind.states === 2 ? [h, c] : [h];
}

/** D * O, which messages explain with the layer. */
export function outputFeatures(use: Use, { directions, outputSize }: Settings): Dim {
  const features = multiply(directions, outputSize);
  return features.origins.length > 0
    ? features
    : withOrigin(features, { ...use.layer.site, what: `output of ${use.operation}` });
}

export function give(use: Use, shape: Shape, parent: TensorValue | undefined, role: TensorRole): TensorValue {
  return result(use, shape, { parents: [parent], dtype: 'float', role });
}

export function giveStates(
  use: Use,
  settings: Settings,
  layout: Pick<Layout, 'batch'>,
  parent: TensorValue | undefined,
): readonly TensorValue[] {
  return expectedStates(settings, layout).map(({ shape }, i) =>
    give(use, shape, parent, i === 0 ? 'h' : 'c'),
  );
}

/** LSTM gives a tuple (h_n, c_n), the others h_n alone. */
export function bundle(states: readonly TensorValue[]): Value {
  const [first] = states;
  return first && states.length === 1 ? first : whole(states, 'tuple');
}

/** Completes the facts of the layer: the step's batch size, the number of steps. */
export function noteRun(
  use: Use,
  settings: Settings,
  layout: Layout,
  inputs: readonly (Shape | undefined)[],
  outputs: readonly (Shape | undefined)[],
): void {
  noteCall(use, inputs, outputs, {
    states: layerStates(expectedStates(settings, layout)),
    steps: layout.steps,
    step: stepShapes(settings, layout.batch),
  });
}

/** Shapes by symbol of one step of the first layer, one direction. */
export interface StepSizes extends Pick<Settings, 'inputSize' | 'hiddenSize' | 'outputSize'> {
  readonly kind: Pick<Settings['kind'], 'states' | 'inner'>;
}

export function stepShapes(
  { kind, inputSize, hiddenSize, outputSize }: StepSizes,
  batch: Dim | undefined,
): ReadonlyMap<string, Shape> {
  const rows = (last: Dim): Shape => (batch ? [batch, last] : [last]);
  const step = new Map<string, Shape>([
    ['x_t', rows(inputSize)],
    ['h_prev', rows(outputSize)],
  ]);
  if (kind.states === 2) step.set('c_prev', rows(hiddenSize));
  for (const symbol of kind.inner) step.set(symbol, rows(hiddenSize));
  return step.set('h_t', rows(outputSize));
}
