/** RNN around any cell. */
import { type Dim, type Shape, unknownDim } from '../../../shapes/index.ts';
import { refuseArgument, refuseRank } from '../../array/scene.ts';
import {
  dict,
  itemsOf,
  list,
  type NativeValue,
  NONE,
  type ObjectValue,
  shapeOf,
  tensor,
  type Value,
  type Weight,
} from '../../parts.ts';
import { shapeValue } from '../core/attributes.ts';
import type { LayerDescription, LayerSpec, Outcome, Use } from '../core/description.ts';
import { axisNames } from '../core/none.ts';
import type { Options } from '../core/options.ts';
import { layerOf } from '../core/registry.ts';
import { buildFor, ownMethod, takesNothing } from '../core/user-layer.ts';
import { type CellInfo, cellInfo } from './cell-info.ts';
import { wrongResults } from './cell-results.ts';
import { type Cell, cellStates, stepShapes } from './cells.ts';
import { infoOf, nativeOf, outputOf, stackOf, userCell } from './given-cells.ts';
import { recur } from './recurrence.ts';
import { type RecurrentFlags, readFlags } from './recurrent-flags.ts';
import { STACKED } from './stacked-cells.ts';

const RNN_ARGUMENTS =
  'cell, return_sequences=False, return_state=False, go_backwards=False, stateful=False, unroll=False';

const RNN: LayerSpec = {
  name: 'RNN',
  signature: `${RNN_ARGUMENTS}, zero_output_for_mask=False, **kwargs`,
  signatures: {
    tf_keras: `${RNN_ARGUMENTS}, time_major=False, **kwargs`,
    tf1: `${RNN_ARGUMENTS}, time_major=False, **kwargs`,
    keras2: `${RNN_ARGUMENTS}, **kwargs`,
    tfjs: RNN_ARGUMENTS,
  },
  recurrent: true,
  make: rnn,
};

function rnn(options: Options): LayerDescription | undefined {
  const given = options.value('cell');
  const cells = itemsOf(given);
  const value = cells ? undefined : given;
  if (value && isNoCell(value)) {
    options.refuse('cell', 'an RNN cell', 'type');
    return undefined;
  }
  const info = cells ? stackOf(options, cells, 'cell') : infoOf(options, given, 'cell');
  if (options.isRefused) return undefined;
  const flags = readFlags(options);
  const inner = (cells ?? [given]).flatMap(cell => nativeOf(cell));
  return {
    units: info?.output,
    cell: info?.cell?.description,
    inner,
    flags: { ...flags },
    ranks: takesThree(options, info) ? { exactly: 3 } : { least: 3 },
    sized: shape => [shape.length - 1],
    listIsState: true,
    call: 'inputs, initial_state',
    weights: ([shape]) => (shape ? builtWeights(options, given, info, shape) : []),
    outputs: use => runRnn(use, given, info, flags),
    attributes: { cell: given },
  };
}

/** TensorFlow.js takes sequences of vectors only, whatever the cell. */
const takesThree = ({ flavour }: Options, info: CellInfo | undefined): boolean =>
  flavour.name === 'tfjs' || (info?.cell !== undefined && flavour.checks === 'build');

/** What has no `call`: Keras refuses it at once. A layer that is no cell is refused at once only by some versions. */
function isNoCell(value: Value): boolean {
  return ['number', 'string', 'bool', 'none', 'tensor'].includes(value.kind);
}

function builtWeights(
  { scene, flavour }: Options,
  cell: Value,
  info: CellInfo | undefined,
  shape: Shape,
): readonly Weight[] {
  const [batch, , ...step] = shape;
  const features = step.at(-1) ?? shape[shape.length - 1];
  if (!features) return [];
  keepCells({ ...scene, flavour }, itemsOf(cell) ?? [cell], [batch ?? unknownDim(), ...step]);
  return info?.weights(features) ?? [];
}

type Built = Pick<Use, 'host' | 'site' | 'flavour'>;

/** Cells, or one: each is built for one step of what the one before it gives, the program's own by their `build`. */
function keepCells(scene: Built, cells: readonly Value[], step: Shape): void {
  let given: Shape | undefined = step;
  for (const cell of cells) {
    const features: Dim | undefined = given?.at(-1);
    if (given && cell.kind === 'object') {
      // What is no layer is not built.
      if (cell.base.value) buildUserCell(scene, cell, given);
    } else if (features) keepInner(scene, cell, features);
    const { output } = outputOf(scene, cell) ?? {};
    given = output && [step[0] ?? unknownDim(), output];
  }
}

/** The cell that is shown has weights too, those that this layer owns, and finds itself built where the program calls it. */
function keepInner(scene: Built, cell: Value, features: Dim): void {
  const layer = layerOf(cell);
  const facts = layer?.value.layer?.built;
  const info = cellInfo(layer?.description);
  const stacked = itemsOf(layer?.description?.attributes?.cells ?? NONE);
  if (stacked) keepCells(scene, stacked, [unknownDim(), features]);
  if (!facts || !info || facts.value.weights) return;
  layer?.build?.(scene.host, [[unknownDim(), features]], scene.site);
  scene.host.write(facts, { ...facts.value, weights: info.weights(features), inputSize: features });
}

/** As Keras builds it with the layer; the calls that follow find it built. */
function buildUserCell({ host, site }: Built, cell: ObjectValue, step: Shape): void {
  buildFor({ host, site }, cell, true, () => shapeValue(step));
}

function runRnn(use: Use, cell: Value, info: CellInfo | undefined, flags: RecurrentFlags): Outcome {
  const wrong = layerAsCell(cell);
  if (wrong) return { value: runLayerAsCell(use, wrong) };
  const undescribed = (itemsOf(cell) ?? [cell]).find(each => takesNoShape(use, each));
  if (undescribed) return { value: refuseBuild(use, undescribed) };
  if (!info)
    return { value: use.host.unknown(`the result of \`${use.operation}\` around an unknown cell`, use.site) };
  const [input] = use.inputs;
  if (info.cell && !use.symbolic && input?.shape && input.shape.length !== 3)
    return { value: refuseRank(use, input, [3], axisNames(3)) };
  const outcome = recur(use, { flags, ...info }, ({ batch, features }) => {
    const [size] = features;
    return size ? { inputSize: size, step: info.cell ? stepShapes(info.cell, batch, size) : undefined } : {};
  });
  const [batch, , ...step] = input?.shape ?? [];
  if (batch && outcome.inputSize) noteSteps(use, itemsOf(cell) ?? [cell], batch, step.at(-1));
  if (!use.symbolic || CALLS_CELLS.has(use.flavour.name)) runUserCells(use, itemsOf(cell) ?? [cell], info);
  return outcome;
}

/** What Keras's own cells are given at each step, and give: each takes the output of the one before it. */
function noteSteps(use: Use, cells: readonly Value[], batch: Dim, first: Dim | undefined): void {
  let features = first;
  for (const each of cells) {
    const layer = layerOf(each);
    const stackedCells = itemsOf(layer?.description?.attributes?.cells ?? NONE);
    const info = outputOf(use, each);
    if (stackedCells) noteSteps(use, stackedCells, batch, features);
    else if (info?.cell && features) noteStep(use, layer?.value, info.cell, [batch, features]);
    features = info?.output;
  }
}

function noteStep(
  use: Use,
  layer: NativeValue | undefined,
  cell: Cell,
  [batch, features]: readonly [Dim, Dim],
): void {
  const facts = layer?.layer?.built;
  if (!facts || facts.value.called || facts.value.step.size > 0) return;
  use.host.write(facts, {
    ...facts.value,
    inputs: [[batch, features]],
    outputs: [[batch, cell.units]],
    states: cellStates(cell, batch),
    step: stepShapes(cell, batch, features),
  });
}

/** Keras 3 and TensorFlow.js ask a cell for nothing but its sizes while a model is described. */
const CALLS_CELLS: ReadonlySet<string> = new Set(['tf_keras', 'tf1', 'keras2']);

/** A cell of the program's whose `build` has no place for the shape that an RNN gives it: `def build(input_shape)`, without `self`. */
const takesNoShape = (use: Use, cell: Value): cell is ObjectValue => {
  const build =
    cell.kind === 'object' && !use.flavour.options ? ownMethod(use.host, cell, 'build', use.site) : undefined;
  return build !== undefined && takesNothing(build);
};

const refuseBuild = (use: Use, { class: { name } }: ObjectValue): Value =>
  refuseArgument(use, {
    parameter: 'cell',
    aspect: 'value',
    allowed: `one whose \`build\` takes \`self\` and the shape of the input`,
    given: name,
    at: use.site,
    says: `${name}.build() takes … positional argument`,
  });

/** A layer that stands where a cell is needed, also inside of stacked cells. */
function layerAsCell(cell: Value): Value | undefined {
  const { description } = layerOf(cell) ?? {};
  if (!description || cellInfo(description)) return undefined;
  const cells = itemsOf(description.attributes?.cells ?? NONE);
  return cells ? cells.map(layerAsCell).find(found => found) : cell;
}

/** `RNN(LSTM(10))`: Keras 3 finds out when the layer is given one step. */
function runLayerAsCell(use: Use, layer: Value): Value {
  const [batch, , ...rest] = use.inputs[0]?.shape ?? [];
  if (!batch || use.symbolic) return use.host.unknown('the result of an RNN around a layer', use.site);
  const step = tensor(use.host, {
    framework: use.framework,
    shape: [batch, ...rest],
    source: { operation: 'one step', site: use.site },
  });
  use.host.call(layer, [{ name: undefined, value: step, at: use.site }], use.site);
  return use.host.unknown('the result of an RNN around a layer', use.site);
}

/** Cells of the user's are called, each with what the one before it gives: layers that they hold make their weights then. */
function runUserCells(use: Use, cells: readonly Value[], info: CellInfo): void {
  if (!cells.some(cell => cell.kind === 'object')) return;
  const [batch, , ...rest] = use.inputs[0]?.shape ?? [];
  if (!batch) return;
  let shape: Shape | undefined = [batch, ...rest];
  for (const cell of cells) {
    const own =
      cells.length === 1
        ? info
        : (cellInfo(layerOf(cell)?.description) ?? userCell({ scene: use, flavour: use.flavour }, cell));
    if (!shape || !own) return;
    const given: Shape | undefined = cell.kind === 'object' ? runUserCell(use, cell, own, shape) : undefined;
    shape = given ?? (own.output && [batch, own.output]);
  }
  const facts = use.layer?.layer?.built;
  if (facts?.value.weights)
    use.host.write(facts, { ...facts.value, weights: info.weights(rest.at(-1) ?? batch) });
}

function runUserCell(use: Use, cell: Value, info: CellInfo, shape: Shape): Shape | undefined {
  const [batch] = shape;
  if (!batch) return undefined;
  const make = (of: Shape) =>
    tensor(use.host, {
      framework: use.framework,
      shape: of,
      dtype: 'float',
      source: { operation: 'one step', site: use.site },
    });
  const states = list(info.states.map(units => make([batch, units])));
  const at = (value: Value) => ({ name: undefined, value, at: use.site });
  const step = make(shape);
  if (!use.flavour.options) {
    const given = use.host.call(cell, [at(step), at(states)], use.site);
    const [output] = use.host.items(given) ?? [];
    const wrong = wrongResults(use, given, info, shape);
    if (wrong) refuseArgument(use, wrong);
    return output?.kind === 'tensor' ? shapeOf(output) : undefined;
  }
  const method = use.host.attribute(cell, 'call', use.site);
  const inputs = list([step, ...(itemsOf(states) ?? [])]);
  if (method.kind === 'bound') use.host.call(method, [at(inputs), at(dict([]))], use.site);
  return undefined;
}

export const RNNS: readonly LayerSpec[] = [RNN, STACKED];
