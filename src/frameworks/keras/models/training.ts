/** `compile`, `fit`, `predict`, `evaluate`: the model is run on the data's shapes, and targets are compared with its outputs. */
import { compare, constantOf, type Dim, type Mismatch, modulo, type Shape, size } from '../../../shapes/index.ts';
import { asDim, asString, type Argument, type Call, dict, itemsOf, list, NONE, type NativeValue, shapeOf, SOME_FLOAT, type TensorValue, tensor, type Value } from '../../parts.ts';
import { tensorsIn } from '../core/graph.ts';
import { namedArguments } from '../core/inputs.ts';
import { training } from '../core/training-run.ts';
import { snakeCase } from '../core/options.ts';
import { sceneOf, shapeOfData } from './data.ts';
import { compareTarget, lossOf } from './losses.ts';
import type { ModelCore } from './model.ts';
import { elementOf } from '../core/datasets.ts';
import { opaqueClass } from '../../array/opaque.ts';

type Method = (core: ModelCore, call: Call) => Value;

/** Arguments of a training method by their Python names; TensorFlow.js puts all but the arrays into an object. */
function argumentsOf(core: ModelCore, call: Call, names: readonly string[]): ReadonlyMap<string, Argument> {
  const named = namedArguments(call, names);
  if (!core.flavour.options) return named;
  const object = call.args.find(argument => argument.value.kind === 'dict');
  if (object?.value.kind !== 'dict') return named;
  const options = [...object.value.entries.value.known].map(([key, value]) => [snakeCase(String(key)), { name: String(key), value, at: object.at }] as const);
  return new Map([...named, ...options]);
}

const compile: Method = (core, call) => {
  const named = argumentsOf(core, call, ['optimizer', 'loss']);
  call.host.write(core.loss, named.get('loss')?.value);
  return NONE;
};

const FIT = ['x', 'y', 'batch_size', 'epochs'];

const fit: Method = (core, call) => {
  const named = argumentsOf(core, call, FIT);
  const [x, y] = pair(named);
  if (x) train(core, call, x, y, named.get('batch_size'), isWhole(named));
  const validation = named.get('validation_data');
  const items = validation && itemsOf(validation.value);
  if (validation && items?.[0] && isArray(items[0])) {
    train(core, call, { ...validation, value: items[0] }, items[1] && { ...validation, value: items[1] }, named.get('batch_size'));
  }
  return history(call);
};

const evaluate: Method = (core, call) => {
  const named = argumentsOf(core, call, ['x', 'y', 'batch_size']);
  const [x, y] = pair(named);
  if (x) train(core, call, x, y, named.get('batch_size'), isWhole(named));
  return call.host.unknown('the value of a loss', call.site);
};

const trainOnBatch: Method = (core, call) => {
  const named = namedArguments(call, ['x', 'y']);
  const [x, y] = pair(named);
  if (x) train(core, call, x, y, undefined, true);
  return SOME_FLOAT;
};

/** Input and target: two arrays, or one element of a data set or generator. */
function pair(named: ReadonlyMap<string, Argument>): readonly [Argument | undefined, Argument | undefined] {
  const [x, y] = [named.get('x'), named.get('y')];
  if (x && isArray(x.value)) return [x, y];
  const items = x && itemsOf(yielded(x.value) ?? x.value);
  const [input, target] = items ?? [];
  return x && input && target && isArray(input) && items && items.length <= 3 ? [{ ...x, value: input }, { ...x, value: target }] : [undefined, undefined];
}

/** One batch of what a data set or generator yields. */
function yielded(value: Value): Value | undefined {
  if (value.kind !== 'list') return elementOf(value);
  const { value: items } = value.items;
  const isGenerator = value.flavour === 'iterator' || !('known' in items);
  return isGenerator ? ('known' in items ? items.known[0] : items.element) : undefined;
}

/** What a data set yields is a whole batch already. */
const isWhole = (named: ReadonlyMap<string, Argument>) => {
  const x = named.get('x');
  return x !== undefined && !isArray(x.value);
};

function isArray(value: Value): boolean {
  return value.kind === 'tensor' || (value.kind === 'list' && tensorsIn(value).length > 0) || (value.kind === 'dict' && tensorsIn(value).length > 0);
}

const predict: Method = (core, call) => {
  const named = argumentsOf(core, call, ['x', 'batch_size']);
  const x = named.get('x');
  if (!x) return call.host.unknown('the result of `predict`', call.site);
  const rows = rowsOf(x.value);
  const outputs = runOn(core, call, x, firstBatch(rows, named.get('batch_size')));
  return arrays(core, call, outputs, rows);
};

/** NumPy arrays with as many rows as there is data. */
function arrays(core: ModelCore, call: Call, outputs: Value, rows: Dim | undefined): Value {
  if (outputs.kind === 'unknown') return outputs;
  const framework = core.flavour.options ? 'tfjs' : 'numpy';
  const made = tensorsIn(outputs).map(output => {
    const shape = shapeOf(output);
    return tensor(call.host, {
      framework,
      shape: shape && withRows(shape, rows),
      dtype: 'float',
      source: { operation: 'predict', site: call.site, layer: core.value, role: 'data', parents: [output] },
    });
  });
  const [first] = made;
  return outputs.kind === 'tensor' && first ? first : list(made);
}

function withRows(shape: Shape, rows: Dim | undefined): Shape {
  return rows && shape.length > 0 ? [rows, ...shape.slice(1)] : shape;
}

function rowsOf(value: Value): Dim | undefined {
  const first = value.kind === 'tensor' ? value : tensorsIn(value)[0];
  return first ? shapeOf(first)?.[0] : shapeOfData(value)?.[0];
}

const DEFAULT_BATCH = 32;

/** How many rows the first step sees; undefined where that is not known. */
function firstBatch(rows: Dim | undefined, given: Argument | undefined): Dim | undefined {
  const wanted = given && given.value.kind !== 'none' ? asDim(given.value) : size(DEFAULT_BATCH);
  const [a, b] = [rows && constantOf(rows), wanted && constantOf(wanted)];
  return a === undefined || b === undefined ? undefined : size(Math.min(a, b));
}

/** Runs the model on the data, a batch at a time where the batch matters. */
function runOn(core: ModelCore, call: Call, x: Argument, batch: Dim | undefined): Value {
  const run = (value: Value) => core.run({ ...call, args: [{ ...x, name: undefined, value }], open: false });
  if (!batch || !isStateful(core)) return run(x.value);
  const first = run(cut(call, x.value, batch));
  const rest = leftOver(rowsOf(x.value), batch);
  if (first.kind === 'unknown' || !rest) return first;
  const last = run(cut(call, x.value, rest));
  return last.kind === 'unknown' ? last : first;
}

/** The last batch of an epoch, where it is smaller than the others. */
function leftOver(rows: Dim | undefined, batch: Dim): Dim | undefined {
  const rest = rows && constantOf(modulo(rows, batch));
  return rest ? size(rest) : undefined;
}

const isStateful = (core: ModelCore) => core.layers().some(layer => layer.layer?.flags.get('stateful') === true);

function cut(call: Call, value: Value, batch: Dim): Value {
  if (value.kind === 'list') return list((itemsOf(value) ?? []).map(item => cut(call, item, batch)));
  if (value.kind !== 'tensor') return value;
  const shape = shapeOf(value);
  return tensor(call.host, { ...value, shape: shape && withRows(shape, batch), content: undefined, source: { ...value.source, parents: [value] } });
}

// --- targets ----------------------------------------------------------------------------------------------------------------

function train(core: ModelCore, call: Call, x: Argument, y: Argument | undefined, batchSize: Argument | undefined, wholeBatch = false): void {
  const rows = rowsOf(x.value);
  const batch = wholeBatch ? rows : firstBatch(rows, batchSize);
  const outputs = runOn(core, { ...call, host: training(call.host, firstTrained(core)) }, x, batch);
  if (outputs.kind === 'unknown' || !y) return;
  if (!sameRows(core, call, x, y)) return;
  const predictions = tensorsIn(outputs);
  const targets = predictions.length === 1 ? [y.value] : byOutput(core, y.value, predictions.length);
  predictions.forEach((prediction, i) => {
    const target = targets[i];
    if (target) checkTarget(core, call, { prediction, target, at: y.at, loss: lossFor(core, i, predictions.length), batch: batch ?? rows });
  });
}

const firstTrained = (core: ModelCore) => core.layers().find(layer => (layer.layer?.built.value.weights ?? []).length > 0);

function byOutput(core: ModelCore, value: Value, count: number): readonly (Value | undefined)[] {
  const items = itemsOf(value);
  return items?.length === count && value.kind === 'list' && core.kind !== 'subclass' ? items : [];
}

function lossFor(core: ModelCore, index: number, count: number): Value | undefined {
  const loss = core.loss.value;
  const items = loss && itemsOf(loss);
  return items ? items[index] : count === 1 || loss?.kind !== 'dict' ? loss : undefined;
}

function sameRows(core: ModelCore, call: Call, x: Argument, y: Argument): boolean {
  const [a, b] = [rowsOf(x.value), rowsOf(y.value)];
  if (!a || !b || y.value.kind !== 'tensor' || compare(a, b) !== 'different') return true;
  const target = { role: 'target', shape: shapeOf(y.value), tensor: y.value, at: y.at };
  const first = tensorsIn(x.value)[0];
  const input = { role: 'input', shape: first && shapeOf(first), tensor: first, at: x.at };
  state(core, call, input, target, '', { kind: 'dims', left: { operand: 0, axis: 0, dim: a }, right: { operand: 1, axis: 0, dim: b } });
  return false;
}

interface Check {
  readonly prediction: TensorValue;
  readonly target: Value;
  readonly at: Argument['at'];
  readonly loss: Value | undefined;
  readonly batch: Dim | undefined;
}

function checkTarget(core: ModelCore, call: Call, { prediction, target, at, loss, batch }: Check): void {
  const known = lossOf(loss);
  const [output, given] = [shapeOf(prediction), shapeOfData(target)];
  if (!known || !output || !given) return;
  const result = compareTarget(core.flavour.name, known, withRows(given, batch), withRows(output, batch), isSigmoid(call, prediction));
  if (result.ok) return;
  const own = { role: 'output', shape: output, tensor: prediction, at: call.site };
  state(core, call, own, { role: 'target', shape: given, tensor: target.kind === 'tensor' ? target : undefined, at }, known.name, result.mismatch);
}

function isSigmoid(call: Call, prediction: TensorValue): boolean {
  const { layer } = prediction.source;
  return layer !== undefined && asString(call.host.attribute(layer, 'activation', call.site)) === 'sigmoid';
}

type Side = Parameters<typeof conflictOf>[2];

function state(core: ModelCore, call: Call, output: Side, target: Side, loss: string, mismatch: Mismatch): void {
  call.host.refuse(conflictOf(core, call, output, target, loss, mismatch));
}

function conflictOf(
  core: ModelCore,
  call: Call,
  output: { readonly role: string; readonly shape: Shape | undefined; readonly tensor: TensorValue | undefined; readonly at: Argument['at'] },
  target: typeof output,
  loss: string,
  mismatch: Mismatch,
) {
  const { framework } = sceneOf(core, call);
  const layer: NativeValue | undefined = output.tensor?.source.layer;
  return { kind: 'target-shape', framework, operation: 'fit', at: target.at, layer, output, target, loss, mismatch } as const;
}

const HISTORY = opaqueClass({ qualified: 'keras.callbacks.History', framework: 'keras' });

function history(call: Call): Value {
  const losses = dict([], list([]));
  const made = HISTORY.construct(call);
  return made.kind === 'native' ? { ...made, behaviour: { attribute: (host, name, site) => (name === 'history' ? losses : host.unknown(`\`${name}\` of a history`, site)) } } : made;
}

export const TRAINING: Readonly<Record<string, Method>> = {
  compile,
  fit,
  fit_generator: (_core, call) => history(call),
  evaluate,
  predict,
  predict_on_batch: predict,
  predict_proba: predict,
  train_on_batch: trainOnBatch,
  test_on_batch: trainOnBatch,
};

