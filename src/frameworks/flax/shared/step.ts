/** One step of a cell: what it refuses and what it gives. All axes but the last are batch axes and broadcast. */
import { broadcastAll, compare, type Dim, type Shape } from '../../../shapes/index.ts';
import { checkSize, refuseRank, result, type Scene } from '../../array/scene.ts';
import {
  type Argument,
  type LayerState,
  type Operand,
  type TensorValue,
  tuple,
  type Value,
} from '../../parts.ts';
import { readCarry, refuseCarry, type States } from './carry.ts';
import type { CellKind } from './kinds.ts';

export interface StepParts {
  readonly kind: CellKind;
  readonly carry: Pick<Argument, 'value' | 'at'>;
  readonly input: Operand;
  /** What the weights were made for; undefined: not known. */
  readonly features: Dim | undefined;
  readonly hidden: Dim | undefined;
  /** The name of the argument that sets the features, where there is one. */
  readonly parameter?: string;
  /** What the framework calls the number of units. */
  readonly unitsName: string;
  /** Its words where an input or a carry has another size. */
  readonly says: string;
}

export interface StepResult {
  /** As the cell gives it: one array, or the tuple (c, h). */
  readonly carry: Value;
  readonly states: readonly TensorValue[];
  readonly output: TensorValue;
}

/** undefined: refused, which has been stated. */
export function runStep(scene: Scene, parts: StepParts): StepResult | undefined {
  const states = readCarry(scene, parts.kind, parts.carry);
  if (!states || isRefused(scene, parts, states)) return undefined;
  const shape = hiddenShape(scene, parts, states);
  return shape === 'refused' ? undefined : give(scene, parts, states, shape);
}

function isRefused(
  scene: Scene,
  { input, features, hidden, parameter, unitsName, says }: StepParts,
  states: States,
): boolean {
  const actual = input.shape?.at(-1);
  if (input.shape && !actual) {
    refuseRank(scene, input, [1, 2], ['batch', 'features']);
    return true;
  }
  if (checkSize(scene, input, { axis: -1, expected: features, parameter, says })) return true;
  const h = states.at(-1);
  const units = h?.shape?.at(-1);
  if (!h?.shape || !units || !hidden || compare(units, hidden) !== 'different') return false;
  refuseCarry(scene, h, {
    aspect: 'shape',
    expected: [...(input.shape ?? h.shape).slice(0, -1), hidden],
    axis: h.shape.length - 1,
    axisMeaning: unitsName,
    says,
  });
  return true;
}

/** The shape of every gate, and so of the new states; undefined where it is not known. */
function hiddenShape(
  scene: Scene,
  { input, hidden, unitsName }: StepParts,
  states: States,
): Shape | undefined | 'refused' {
  const h = states.at(-1);
  const units = hidden ?? h?.shape?.at(-1);
  if (!input.shape || !units) return h?.shape;
  let shape: Shape = [...input.shape.slice(0, -1), units];
  for (const state of [...states].reverse()) {
    if (!state.shape) continue;
    const outcome = broadcastAll([shape, state.shape]);
    if (!outcome.ok) {
      const { mismatch } = outcome;
      refuseCarry(scene, state, {
        aspect: state.shape.length === shape.length ? 'shape' : 'rank',
        expected: shape,
        axis: mismatch.kind === 'dims' ? mismatch.right.axis : undefined,
        axisMeaning:
          mismatch.kind === 'dims' && mismatch.right.axis === state.shape.length - 1 ? unitsName : 'batch',
        says: 'incompatible shapes for broadcasting',
      });
      return 'refused';
    }
    shape = outcome.value;
  }
  return shape;
}

function give(
  scene: Scene,
  { kind, input }: StepParts,
  states: States,
  shape: Shape | undefined,
): StepResult {
  const parents = [input.tensor, ...states.map(s => s.tensor)];
  const made = kind.states.map(role =>
    result(scene, shape, { parents, dtype: 'float', role: role === 'c' ? 'c' : 'h' }),
  );
  const output = result(scene, shape, { parents, dtype: 'float', role: 'last-step' });
  const [only] = made;
  return { carry: only && made.length === 1 ? only : tuple(made), states: made, output };
}

/** The facts of one step, for hover and report. */
export function stepShapes(
  { states, inner }: CellKind,
  leading: Shape,
  features: Dim,
  hidden: Dim,
): ReadonlyMap<string, Shape> {
  const step = new Map<string, Shape>([['x_t', [...leading, features]]]);
  const wide = [...leading, hidden];
  for (const symbol of [...states.toReversed().map(s => `${s}_prev`), ...inner, 'h_t'])
    step.set(symbol, wide);
  return step;
}

export const layerStates = ({ states }: CellKind, shape: Shape): readonly LayerState[] =>
  states.map(name => ({ name, shape }));
