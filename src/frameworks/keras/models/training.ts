/** `compile`, `fit`, `predict`, `evaluate`: the model is run on the data's shapes, and targets are compared with its outputs. */
import { broadcast, compare, type Dim, product, sameDim, unknownDim } from '../../../shapes/index.ts';
import { refuseArgument } from '../../array/scene.ts';
import {
  type Argument,
  type Call,
  dict,
  itemsOf,
  list,
  nativeFunction,
  shapeOf,
  tensor,
  type Value,
} from '../../parts.ts';
import { batchOf } from '../core/batches.ts';
import { elementOf } from '../core/datasets.ts';
import { tensorsIn } from '../core/graph.ts';
import { namedArguments } from '../core/inputs.ts';
import { none } from '../core/none.ts';
import { layerOf } from '../core/registry.ts';
import { feeding, training } from '../core/training-run.ts';
import { inputsOf, rowsOfAll } from './all-rows.ts';
import { refusesBatches } from './batch-structure.ts';
import { cut, evenBatch, firstBatch, isPartOfOne, leftOver, splitRows } from './batching.ts';
import { compile } from './compile.ts';
import { sceneOf } from './data.ts';
import { history, isOfNoEpoch } from './epochs.ts';
import { refusesFreed } from './freed-outputs.ts';
import type { ModelCore } from './model-core.ts';
import { refusesOldData } from './old-structure.ts';
import { runStep } from './own-step.ts';
import { checkTargets, rowsOf, withRows } from './targets.ts';
import { type Arguments, argumentsOf, type Method } from './training-call.ts';
import { missingInput, refusesGenerator, refusesTraining, wrongNumber } from './training-refusals.ts';
import { measured } from './training-results.ts';
import { hasOtherRows, readsOtherRows, refusesRows } from './unequal-rows.ts';
import { weightsByClass } from './weights-by-class.ts';
import { refusesYielded } from './yielded.ts';

const fit: Method = (core, call) => {
  const named = argumentsOf(core, call, 'fit');
  if (!named) return refusedRun(call);
  const [x, y] = pair(call, named);
  const runs = !isOfNoEpoch(core, named);
  const step = core.ownStep?.(call.host, call.site);
  if (step && !runs) return history(call, named);
  if (step) {
    const alone = x ?? inputsAlone(call, named.get('x'));
    if (alone && !named.has('sample_weight')) {
      const rows = rowsOf(alone.value);
      const batch = evenBatch(rows, named.get('batch_size')) ?? call.host.freshSymbol('batch', call.site);
      runStep(call, step, alone, y, isWhole(named) ? undefined : batch);
    }
    return history(call, named);
  }
  if (refusesTraining(core, call, named, 'fit', runs)) return refusedRun(call);
  if (!runs) return history(call, named);
  if (refusesData(core, call, named, 'fit')) return refusedRun(call);
  const [batchSize, validation] = [named.get('batch_size'), named.get('validation_data')];
  const split = validation ? undefined : named.get('validation_split');
  const parts = x && !isWhole(named) ? splitRows(rowsOf(x.value), split) : undefined;
  const weights = named.get('sample_weight') ?? weightsByClass(core, call, named);
  if (x) train(core, call, { x, y, batchSize, isWhole: isWhole(named), rows: parts?.kept, weights });
  if (x && parts?.held) train(core, call, { x, y, batchSize, rows: parts.held });
  const items = validation && itemsOf(validation.value);
  if (validation && items?.[0] && isArray(items[0])) {
    const target = items[1] && { ...validation, value: items[1] };
    train(core, call, { x: { ...validation, value: items[0] }, y: target, batchSize });
  }
  if (validation && !items && !named.has('validation_freq')) validateOn(core, call, validation);
  return history(call, named);
};

/** A data set beside the one that is trained on: each of its elements is a batch. */
function validateOn(core: ModelCore, call: Call, validation: Argument): void {
  const [x, y] = pair(call, new Map([['x', validation]]));
  if (x && !isArray(validation.value)) train(core, call, { x, y, isWhole: true });
}

/** TensorFlow.js: `fitDataset(dataset, options)`, whose elements are `{ xs, ys }` of whole batches, or pairs of them. */
const fitDataset: Method = (core, call) => {
  const [given] = call.args;
  const element = given && elementOf(given.value);
  const known = element?.kind === 'dict' ? element.entries.value.known : undefined;
  const items = known ? [known.get('xs'), known.get('ys')] : ((element && itemsOf(element)) ?? []);
  const [x, y] = items;
  if (given && x && isArray(x))
    train(core, call, {
      x: { ...given, value: x },
      y: y && { ...given, value: y },
      isWhole: true,
      isComparedByLoss: true,
    });
  return history(call);
};

/** Before Keras 3: each batch that the generator yields is trained on as a whole. */
const fitGenerator: Method = (core, call) => {
  if (refusesGenerator(core, call)) return refusedRun(call);
  trainOnYielded(core, call);
  return history(call);
};

const evaluateGenerator: Method = (core, call) => {
  if (!refusesGenerator(core, call, 'evaluate_generator')) trainOnYielded(core, call);
  return call.host.unknown('the value of a loss', call.site);
};

const predictGenerator: Method = (core, call) => {
  const given = namedArguments(call, ['generator']).get('generator');
  const batch = given && yielded(call, given.value);
  const input = batch?.kind === 'list' && batch.flavour === 'tuple' ? itemsOf(batch)?.[0] : batch;
  if (given && input && isArray(input)) runOn(core, call, { ...given, value: input }, undefined);
  return call.host.unknown('the results of batches', call.site);
};

function trainOnYielded(core: ModelCore, call: Call): void {
  if (core.ownStep?.(call.host, call.site)) return;
  const named = namedArguments(call, ['generator']);
  for (const given of ['generator', 'validation_data'].flatMap(name => named.get(name) ?? [])) {
    if (refusesYielded(core, call, given, value => yielded(call, value))) return;
    const pairOf = given.value.kind === 'list' && given.value.flavour === 'tuple' ? itemsOf(given.value) : [];
    const [input, target] = pairOf ?? [];
    if (input && target && isArray(input))
      train(core, call, { x: { ...given, value: input }, y: { ...given, value: target } });
    const [x, y] = pair(call, new Map([['x', given]]));
    if (x && !isArray(given.value)) train(core, call, { x, y, isWhole: true });
  }
}

const evaluate: Method = (core, call) => {
  const named = argumentsOf(core, call, 'evaluate');
  if (!named || refusesTraining(core, call, named, 'evaluate')) return refusedRun(call);
  if (refusesData(core, call, named, 'evaluate') || refusesFreed(core, call, 'evaluate'))
    return refusedRun(call);
  const [x, y] = pair(call, named);
  if (x) train(core, call, { x, y, batchSize: named.get('batch_size'), isWhole: isWhole(named) });
  return measured(core, call, named);
};

const onBatch =
  (name: 'train_on_batch' | 'test_on_batch'): Method =>
  (core, call) => {
    const named = argumentsOf(core, call, name);
    if (!named || refusesTraining(core, call, named, name)) return refusedRun(call);
    if (refusesOldData(core, call, named)) return refusedRun(call);
    const [x, y] = pair(call, named);
    if (x) train(core, call, { x, y, isWhole: true, isOneBatch: core.flavour.name === 'keras3' });
    return measured(core, call, named);
  };

/** How the data is put together. */
const refusesData = (core: ModelCore, call: Call, named: Arguments, method: string): boolean =>
  refusesOldData(core, call, named) ||
  refusesBatches(core, call, { named, method }, value => yielded(call, value));

const refusedRun = ({ host, site }: Call): Value =>
  host.because({ missing: 'a run of a model that is refused', at: site });

/** Input and target: two arrays, or one element of a data set or generator. */
function pair(
  call: Call,
  named: ReadonlyMap<string, Argument>,
): readonly [Argument | undefined, Argument | undefined] {
  const [x, y] = [named.get('x'), named.get('y')];
  if (x && isArray(x.value)) return [x, y];
  const items = x && itemsOf(yielded(call, x.value) ?? x.value);
  const [input, target] = items ?? [];
  return x && input && target && isArray(input) && items && items.length <= 3
    ? [
        { ...x, value: input },
        { ...x, value: target },
      ]
    : [undefined, undefined];
}

/** One batch of a data set that has no targets. */
function inputsAlone(call: Call, x: Argument | undefined): Argument | undefined {
  const batch = x && yielded(call, x.value);
  return x && batch?.kind === 'tensor' ? { ...x, value: batch } : undefined;
}

/** One batch of what a data set or generator yields. */
function yielded({ host, site }: Call, value: Value): Value | undefined {
  if (value.kind !== 'list') return elementOf(value) ?? batchOf(host, value, site);
  const { value: items } = value.items;
  const isGenerator = value.flavour === 'iterator' || !('known' in items);
  return isGenerator ? ('known' in items ? items.known[0] : items.element) : undefined;
}

/** Of a few things that a generator may yield, each is tried. */
function forEachYielded(method: Method): Method {
  const each: Method = (core, call) => {
    const choices = call.args.map(({ value }) => (isArray(value) ? undefined : yielded(call, value)));
    const at = choices.findIndex(choice => choice?.kind === 'union');
    const [given, choice] = [call.args[at], choices[at]];
    if (!given || !choice) return method(core, call);
    const chosen = nativeFunction(given.name ?? 'generator', ({ host, args: [one] }) => {
      const value = list(one ? [one.value] : [], 'iterator');
      return each(core, { ...call, host, args: call.args.with(at, { ...given, value }) });
    });
    return call.host.passOn(chosen, { ...call, args: [{ ...given, name: undefined, value: choice }] });
  };
  return each;
}

/** What a data set yields is a whole batch already. */
const isWhole = (named: ReadonlyMap<string, Argument>) => {
  const x = named.get('x');
  return x !== undefined && !isArray(x.value);
};

function isArray(value: Value): boolean {
  return (
    value.kind === 'tensor' ||
    (value.kind === 'native' && value.behaviour.array?.() !== undefined) ||
    // What a generator yields is never an array by itself, whatever is in it.
    (value.kind === 'list' && value.flavour !== 'iterator' && tensorsIn(value).length > 0) ||
    (value.kind === 'dict' && tensorsIn(value).length > 0)
  );
}

const predictBy =
  (name: 'predict' | 'predict_on_batch'): Method =>
  (core, call) => {
    const named = argumentsOf(core, call, name);
    if (!named) return refusedRun(call);
    const x = named.get('x');
    const wrong = core.flavour.name === 'keras3' ? (wrongNumber(named) ?? missingInput(named)) : undefined;
    if (wrong) return refuseArgument(sceneOf(core, call), wrong);
    if (!x) return call.host.unknown('the result of `predict`', call.site);
    if (refusesData(core, call, named, name) || refusesFreed(core, call, name)) return refusedRun(call);
    const yields = core.flavour.name === 'keras2' ? undefined : inputsYielded(call, x);
    if (yields) {
      const outputs = runOn(core, call, yields.x, rowsOf(yields.x.value));
      return arrays(core, call, outputs, yields.rows ?? unknownDim());
    }
    if (refusesRows(core, call, x, name) || readsOtherRows(core, call, x, name)) return refusedRun(call);
    const rows = rowsOf(x.value);
    const batch = firstBatch(rows, named.get('batch_size'));
    const isStretched = core.flavour.name === 'tf_keras' && isPartOfOne(rows, named.get('batch_size'));
    const outputs = runOn(core, call, x, isStretched ? unknownDim() : batch);
    return arrays(core, call, outputs, hasOtherRows(x) ? undefined : rows);
  };

/** The inputs of one batch of a data set, and how many rows all batches have together; undefined: it is no data set. */
function inputsYielded(
  call: Call,
  x: Argument,
): { readonly x: Argument; readonly rows: Dim | undefined } | undefined {
  const batch = isArray(x.value) ? undefined : yielded(call, x.value);
  if (!batch) return undefined;
  const inputs = inputsOf(batch);
  const value = isArray(inputs) ? inputs : call.host.unknown('a batch of the data', call.site);
  return { x: { ...x, value }, rows: rowsOfAll(call, x.value, value) };
}

/** NumPy arrays with as many rows as there is data. */
function arrays(core: ModelCore, call: Call, outputs: Value, rows: Dim | undefined): Value {
  if (outputs.kind === 'unknown') return outputs;
  if (outputs.kind === 'dict') {
    const { known } = outputs.entries.value;
    return dict([...known].map(([name, output]) => [name, arrays(core, call, output, rows)] as const));
  }
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

/** Runs the model on the first batch of so many rows of data, and on the last one where that may be refused for its size. */
function runOn(
  core: ModelCore,
  call: Call,
  x: Argument,
  batch: Dim | undefined,
  rows = rowsOf(x.value),
): Value {
  const run = (part: Dim | undefined) => {
    // What the model compares with its inputs is all of the data.
    const value = part && core.kind === 'subclass' ? cut(call, x.value, part) : x.value;
    const host = feeding(call.host, part);
    return core.run({ ...call, host, args: [{ ...x, name: undefined, value }], open: false });
  };
  const isAsked = dependsOnRows(core);
  const seen = batch ?? unknownDim();
  const first = run(sameDim(seen, rowsOf(x.value)) ? undefined : seen);
  const rest = isAsked && batch ? leftOver(rows, batch, call.site) : undefined;
  if (first.kind === 'unknown' || !rest) return first;
  const last = run(rest);
  return last.kind === 'unknown' ? last : first;
}

/** A stateful layer keeps the states of so many rows; what code of the user's does with a number of rows is not known before it runs. */
const dependsOnRows = (core: ModelCore) =>
  core.kind === 'subclass' ||
  core
    .layers()
    .some(
      layer =>
        layer.layer?.flags.get('stateful') === true ||
        layer.class.name === 'Lambda' ||
        !layerOf(layer)?.description,
    );

// --- targets ----------------------------------------------------------------------------------------------------------------

interface Training {
  readonly x: Argument;
  readonly y: Argument | undefined;
  readonly batchSize?: Argument | undefined;
  /** The data is one batch. */
  readonly isWhole?: boolean;
  /** Nothing looks at the targets before the loss does, which stretches them: `fitDataset`. */
  readonly isComparedByLoss?: boolean;
  /** One step of what is given, whose rows Keras 3 does not compare first. */
  readonly isOneBatch?: boolean;
  /** Absent: all that there are. */
  readonly rows?: Dim | undefined;
  /** `sample_weight`. */
  readonly weights?: Argument | undefined;
}

function train(core: ModelCore, call: Call, given: Training): void {
  const { x, y, batchSize, isWhole: isWholeBatch = false, isOneBatch = false, weights } = given;
  const rows = given.rows ?? rowsOf(x.value);
  const batch = isWholeBatch ? rows : firstBatch(rows, batchSize);
  const isStretched = !isWholeBatch && isPartOfOne(rows, batchSize);
  const own = { ...call, host: training(call.host, firstTrained(core)) };
  if (!isWholeBatch) beginOpen(core, own, x);
  const outputs = runOn(core, own, x, isStretched ? unknownDim() : batch, rows);
  const isTaken = given.isComparedByLoss && y && mayBeCompared(outputs, y.value);
  if (outputs.kind !== 'unknown' && y && !isTaken) {
    const seen = isOneBatch ? undefined : (batch ?? rows);
    checkTargets(core, call, { x, y, outputs, batch: seen, isOneBatch, weights });
  }
}

/** Whether a loss may take a target as it is: stretched to the output, or as one class for each place. */
function mayBeCompared(output: Value, target: Value): boolean {
  const [wanted, given] = [output, target].map(value =>
    value.kind === 'tensor' ? shapeOf(value) : undefined,
  );
  if (!wanted || !given) return true;
  const isClasses = compare(product(wanted.slice(0, -1)), product(given)) !== 'different';
  return isClasses || broadcast(wanted, given).ok;
}

/** `fit` and `evaluate` build a model for batches of any size. */
function beginOpen(core: ModelCore, call: Call, { value }: Argument): void {
  const [, ...rest] = (value.kind === 'tensor' && shapeOf(value)) || [];
  if (value.kind === 'tensor' && shapeOf(value))
    core.begin?.(call, [none(call.host, 'batch', call.site), ...rest]);
}

const firstTrained = (core: ModelCore) =>
  core.layers().find(layer => (layer.layer?.built.value.weights ?? []).length > 0);

export const TRAINING: Readonly<Record<string, Method>> = {
  compile,
  fit: forEachYielded(fit),
  fit_dataset: fitDataset,
  fit_generator: forEachYielded(fitGenerator),
  evaluate: forEachYielded(evaluate),
  evaluate_generator: forEachYielded(evaluateGenerator),
  predict_generator: forEachYielded(predictGenerator),
  predict: forEachYielded(predictBy('predict')),
  predict_on_batch: predictBy('predict_on_batch'),
  predict_proba: predictBy('predict'),
  train_on_batch: onBatch('train_on_batch'),
  test_on_batch: onBatch('test_on_batch'),
};
