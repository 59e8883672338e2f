/**
 * The number of samples where Keras takes the number of steps: `LSTM(32, input_shape=(X.shape[0], X.shape[2]))`. Two witnesses have to agree: that X has
 * three axes, and that its first one are samples, since a model is fitted on it or the program calls that number so.
 */
import type { Source } from '../project/source.ts';
import { compare, type Shape } from '../shapes/index.ts';
import type { CallExpr, Expr } from '../syntax/tree.ts';
import { type FrameworkName, shapeOf, type TensorValue, type Value } from '../values/index.ts';
import { fedAfter } from './fed.ts';
import { at, type Frame } from './frame.ts';
import type { Machine } from './machine.ts';
import { type Measured, Measures } from './measured.ts';
import { lookup } from './scope.ts';

/** Parameters that take a shape, and how many of its sizes stand before the steps. */
const BEFORE_STEPS: ReadonlyMap<string, number> = new Map([
  ['input_shape', 0],
  ['inputShape', 0],
  ['batch_input_shape', 1],
  ['batchInputShape', 1],
]);
/** Those of `Input`. */
const OF_INPUT: ReadonlyMap<string, number> = new Map([
  ['shape', 0],
  ['batch_shape', 1],
  ['batchShape', 1],
]);

/** What people call their number: `n_samples`, but not `sample_length`. */
const COUNTS_SAMPLES = /^(n|nb|num|no|number|count|total)?_?(of_)?(samples|examples)(_?(count|num))?$/i;

/** States it for a call, where it is one of a layer or of `Input`. */
export function suspectSamples(m: Machine, frame: Frame, e: CallExpr, callee: Value): void {
  const given = shapeGiven(e, callee);
  if (!given || (given.shape.kind !== 'tuple' && given.shape.kind !== 'list')) return;
  const [steps, features, ...more] = given.shape.items.slice(given.skipped);
  if (!steps || !features || more.length > 0) return;
  const first = measured(m, frame, steps);
  if (first?.axis !== 0) return;
  const tensor = variable(frame, first.of);
  const shape = tensor && shapeOf(tensor);
  const second = measured(m, frame, features);
  if (shape ? !mayDiffer(shape) : !isThird(first, second)) return;
  const fed = m.project.ask(
    frame.file,
    `fed ${first.of.start} ${e.start}`,
    source => source && fedAfter(source, first.of, e),
  );
  if (!fed && !(steps.kind === 'name' && COUNTS_SAMPLES.test(steps.name))) return;
  const from = at(frame, first.of);
  m.host.suspect({
    kind: 'misread',
    about: 'samples-as-steps',
    framework: given.framework,
    operation: given.operation,
    at: at(frame, steps),
    tensor: { role: 'data', shape, tensor, at: from },
    axes: ['samples', 'steps', 'features'],
    axis: 0,
    gives: undefined,
    other: fed && { role: 'data', shape, tensor, at: at(frame, fed) },
    names: [m.host.textOf(at(frame, steps))],
    meant: first.written === 'shape' ? axesMeant(first, second) : [''],
  });
}

/** The steps; and the features, where the steps stand in their place. */
const axesMeant = (first: Measured, second: Measured | undefined): readonly string[] => [
  `${first.name}.shape[1]`,
  ...(second?.axis === 1 && second.name === first.name ? [`${first.name}.shape[2]`] : []),
];

/** What a number is the length of, by what the whole file assigns. */
function measured(m: Machine, frame: Frame, e: Expr): Measured | undefined {
  const find = (source: Source | undefined) => source && new Measures(source).of(e);
  return m.project.ask(
    frame.file,
    `measured ${e.start}`,
    find,
    (a, b) => a?.of === b?.of && a?.axis === b?.axis && a?.written === b?.written,
  );
}

interface Given {
  readonly framework: FrameworkName;
  /** 'LSTM', 'Input' */
  readonly operation: string;
  readonly shape: Expr;
  /** How many of its sizes stand before the steps. */
  readonly skipped: number;
}

function shapeGiven(e: CallExpr, callee: Value): Given | undefined {
  if (callee.kind !== 'native-class' && callee.kind !== 'native-function') return undefined;
  const isInput =
    callee.kind === 'native-function' && /^(keras|tf|tf_keras)(\.keras)?\.(Input|input)$/.test(callee.name);
  const isLayer =
    callee.kind === 'native-class' &&
    (callee.framework === 'keras' || callee.framework === 'tfjs') &&
    callee.name !== 'Input';
  if (!isInput && !isLayer) return undefined;
  const framework: FrameworkName =
    callee.kind === 'native-class' ? callee.framework : callee.name === 'tf.input' ? 'tfjs' : 'keras';
  const operation = isInput ? 'Input' : callee.name;
  const parameters = isInput ? OF_INPUT : BEFORE_STEPS;
  for (const [name, value] of namedIn(e)) {
    const skipped = parameters.get(name);
    if (skipped !== undefined) return { framework, operation, shape: value, skipped };
  }
  const [first] = e.arguments;
  return isInput && first && first.name === null && first.spread === null
    ? { framework, operation, shape: first.value, skipped: 0 }
    : undefined;
}

/** Arguments by keyword, or the entries of an object of options. */
function namedIn({ arguments: given }: CallExpr): readonly (readonly [string, Expr])[] {
  return given.flatMap(({ name, value }) => {
    if (name !== null) return [[name, value] as const];
    return value.kind === 'dict'
      ? value.entries.flatMap(({ key, value: item }) =>
          key?.kind === 'string' ? [[key.value, item] as const] : [],
        )
      : [];
  });
}

/** The tensor that a name stands for, where that is known. */
function variable(frame: Frame, e: Expr): TensorValue | undefined {
  const value = e.kind === 'name' ? lookup(frame.scope, e.name) : undefined;
  return value?.kind === 'tensor' ? value : undefined;
}

/** Of three axes, the first of which need not be as long as the second. */
function mayDiffer(shape: Shape): boolean {
  const [samples, steps] = shape;
  return (
    shape.length === 3 && samples !== undefined && steps !== undefined && compare(samples, steps) !== 'equal'
  );
}

/** `X.shape[2]` beside `X.shape[0]`: there are three axes, and the second one is left out. */
const isThird = (first: Measured, other: Measured | undefined): boolean =>
  other?.axis === 2 && other.name === first.name;
