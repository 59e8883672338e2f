/** Layers that put several tensors together: keras/src/layers/merging. */
import {
  accept,
  broadcastAll,
  concatenate,
  constantOf,
  type Dim,
  isUnknown,
  otherRank,
  refuse,
  type Shape,
  type ShapeResult,
} from '../../../shapes/index.ts';
import { refuseArgument, refused, type WrongArgument } from '../../array/scene.ts';
import { itemsOf, type Value } from '../../parts.ts';
import type { LayerDescription, LayerSpec, Use } from '../core/description.ts';
import { isNone } from '../core/none.ts';
import type { Options } from '../core/options.ts';
import { settleShape } from '../core/settle.ts';
import { output } from '../core/tensors.ts';

export function merging(compute: (shapes: readonly Shape[], use: Use) => ShapeResult): LayerDescription {
  return {
    many: true,
    outputs: use => {
      const { name } = use.flavour;
      const isOld = name === 'keras2' || name === 'tf1';
      const wrong = (name === 'keras3' && wrongCount(use)) || (isOld && oneAlone(use));
      if (wrong) return refuseArgument(use, wrong);
      if (use.flavour.name === 'keras3' && lacksInputs(use)) return refuseLack(use);
      if (use.inputs.length === 0) return use.host.unknown(`the result of \`${use.operation}\``, use.site);
      const shapes = use.inputs.map(input => input.shape);
      const shape = settleShape(use, shapes, known => compute(known, use));
      if (shape) suspectRanks(use);
      return shape === null ? refused(use) : output(use, shape, 'value');
    },
  };
}

/** An empty list, or one with None in it. */
function lacksInputs({ argument, host }: Use): boolean {
  const given = argument('inputs');
  const items = given && itemsOf(given.value);
  if (!given || !items) return false;
  if (items.length === 0) return given.value.kind === 'list' && isWrittenEmpty(host.textOf(given.at));
  return items.some(item => item.kind === 'none' && !item.assumed) && /\bNone\b/.test(host.textOf(given.at));
}

const isWrittenEmpty = (text: string): boolean => /^[[(]\s*[\])]$/.test(text.trim());

const refuseLack = (use: Use): Value =>
  refuseArgument(use, {
    parameter: 'inputs',
    aspect: 'value',
    allowed: 'a list of tensors',
    at: use.argument('inputs')?.at ?? use.site,
  });

/** Keras 2.0 to 2.3 takes a list of one for that one (`unpack_singleton`), and wants a list; TensorFlow 1 counts them. */
function oneAlone({ inputs, operation, argument, site, flavour }: Use): WrongArgument | undefined {
  const given = argument('inputs');
  const items = given && (itemsOf(given.value) ?? [given.value]);
  if (inputs.length !== 1 || items?.length !== 1 || items[0]?.kind !== 'tensor') return undefined;
  const isJoin = operation === 'Concatenate' || operation === 'Dot';
  return {
    parameter: 'inputs',
    aspect: 'value',
    allowed: 'a list of two tensors or more',
    given: 'one',
    at: given?.at ?? site,
    says: isJoin
      ? undefined
      : flavour.name === 'tf1'
        ? 'A merge layer should be called on a list of at least 2 inputs.'
        : 'A merge layer should be called on a list of inputs.',
  };
}

/** A difference and a product are of two. */
function wrongCount({ inputs, operation, argument, site }: Use): WrongArgument | undefined {
  const isWrong = operation === 'Subtract' ? inputs.length !== 2 : operation === 'Dot' && inputs.length > 2;
  if (inputs.length === 0 || !isWrong) return undefined;
  const says =
    operation === 'Dot' ? 'should be called on a list of 2 inputs.' : 'should be called on exactly 2 inputs.';
  const at = argument('inputs')?.at ?? site;
  return {
    parameter: 'inputs',
    aspect: 'value',
    allowed: 'a list of two tensors',
    given: `a list of ${inputs.length}`,
    at,
    says,
  };
}

/** A vector and a sequence merge by chance: the vector is added at every step. With a single step it is that step. */
function suspectRanks(use: Use): void {
  if (use.operation === 'Dot' || use.operation === 'Concatenate') return;
  const ranks = use.inputs.map(input => input.shape?.length ?? 0);
  const [first = 0] = ranks;
  const operand = ranks.findIndex(rank => rank !== first);
  if (operand < 0) return;
  const actual = ranks[operand] ?? 0;
  const most = Math.max(...ranks);
  const [longest = []] = use.inputs.flatMap(({ shape }) => (shape?.length === most ? [shape] : []));
  const further = longest.slice(1, 1 + most - Math.min(...ranks));
  if (further.every(dim => constantOf(dim) === 1)) return;
  use.host.suspect({
    kind: 'operands',
    framework: use.framework,
    operation: use.operation,
    at: use.inputs[0]?.at ?? use.site,
    layer: use.layer,
    operands: use.inputs,
    mismatch: otherRank(first, actual, operand),
  });
}

/** Elementwise merges align the batch first and all other axes last, as Keras does: (batch, 8, 10) and (batch, 10) give (batch, 8, 10). */
function elementwise(shapes: readonly Shape[], { graph, flavour, layer }: Use): ShapeResult {
  // Only where it is built Keras 3 asks for one batch (`Merge.build`).
  const isBuilt = layer.layer?.built.value.called === true;
  const batches =
    flavour.name === 'keras3' && !isBuilt
      ? oneBatch(shapes)
      : broadcastAll(shapes.map(shape => shape.slice(0, 1)));
  if (!batches.ok) return batches;
  const rest = broadcastAll(shapes.map(shape => shape.slice(1)));
  const batch = graph ? batches.value.map(dim => openBatch(dim, shapes)) : batches.value;
  return rest.ok
    ? accept([...batch, ...(graph ? leftOpen(rest.value, shapes) : rest.value)])
    : { ok: false, mismatch: withBatchAxis(rest.mismatch, shapes) };
}

/** Batches that are all left open are left open: that of the first input stands for them. */
function openBatch(merged: Dim, shapes: readonly Shape[]): Dim {
  const [first] = shapes.flatMap(shape => shape[0] ?? []);
  return isUnknown(merged) && first && isNone(first) ? first : merged;
}

/** In Keras 3 batches that are known are the same, and say what the others are. */
function oneBatch(shapes: readonly Shape[]): ShapeResult {
  const batches = shapes.flatMap(([dim], operand) => (dim ? [{ operand, axis: 0, dim }] : []));
  const known = batches.filter(({ dim }) => constantOf(dim) !== undefined);
  const [left] = known;
  const right = left && known.find(({ dim }) => constantOf(dim) !== constantOf(left.dim));
  if (left && right) return refuse({ kind: 'dims', left, right });
  return left ? accept([left.dim]) : broadcastAll(shapes.map(shape => shape.slice(0, 1)));
}

/** While a model is described, an axis that one operand leaves open stays open, even where another fixes it (`_compute_elemwise_op_output_shape`). */
function leftOpen(merged: Shape, shapes: readonly Shape[]): Shape {
  return merged.map((dim, i) => {
    const fromBack = merged.length - i;
    const open = shapes
      .flatMap(shape => (fromBack < shape.length ? (shape.at(-fromBack) ?? []) : []))
      .find(isNone);
    return open ?? dim;
  });
}

/** Axes are counted with the batch again. */
function withBatchAxis(mismatch: Extract<ShapeResult, { ok: false }>['mismatch'], _shapes: readonly Shape[]) {
  if (mismatch.kind !== 'dims') return mismatch;
  const { left, right } = mismatch;
  return { ...mismatch, left: { ...left, axis: left.axis + 1 }, right: { ...right, axis: right.axis + 1 } };
}

function concatenating(options: Options): LayerDescription {
  const axis = options.int('axis');
  // What is no axis is found out when the layer is called.
  const given = options.value('axis');
  const isNoAxis =
    given.kind === 'list' ||
    given.kind === 'string' ||
    (given.kind === 'number' && given.float !== undefined);
  const isNothing = given.kind === 'none' && !given.assumed;
  if (options.flavour.name === 'keras3' && (isNoAxis || isNothing)) options.floats.push('axis');
  return merging((shapes, use) => {
    const [first = []] = shapes;
    if (axis === undefined) return accept(first);
    const joined = concatenate(shapes, axis);
    // Described by the first input, but for the axis.
    const at = axis < 0 ? axis + first.length : axis;
    return joined.ok && use.graph && use.flavour.name === 'keras3'
      ? accept(joined.value.map((dim, i) => (i === at ? dim : (first[i] ?? dim))))
      : joined;
  });
}

const elementwiseSpec = (name: string): LayerSpec => ({
  name,
  signature: '**kwargs',
  bases: ['Merge'],
  make: mergingElements,
});

/** An array without axes but the batch beside a symbolic tensor: what the description of the output is then does not follow from the shapes. */
function mergingElements(): LayerDescription {
  const plain = merging(elementwise);
  const isMixed = ({ graph, inputs }: Use): boolean =>
    graph && inputs.some(({ tensor, shape }) => shape?.length === 1 && tensor?.graph !== true);
  return { ...plain, outputs: use => (isMixed(use) ? unknownMerge(use) : plain.outputs(use)) };
}

export const unknownMerge = (use: Use): Value =>
  use.host.unknown(`the result of \`${use.operation}\``, use.site);

/** Exactly two, which is looked at only here. */
function subtracting(): LayerDescription {
  const plain = merging(elementwise);
  return { ...plain, outputs: use => (use.inputs.length > 2 ? refuseThird(use) : plain.outputs(use)) };
}

function refuseThird(use: Use): Value {
  const at = use.inputs[0]?.at ?? use.site;
  return refuseArgument(use, {
    parameter: 'inputs',
    aspect: 'value',
    allowed: 'exactly 2 tensors',
    at,
    given: `${use.inputs.length} tensors`,
  });
}

export const MERGING: readonly LayerSpec[] = [
  ...['Add', 'Multiply', 'Average', 'Maximum', 'Minimum'].map(elementwiseSpec),
  { name: 'Subtract', signature: '**kwargs', bases: ['Merge'], make: subtracting },
  { name: 'Concatenate', signature: 'axis=-1, **kwargs', bases: ['Merge'], make: concatenating },
];

/** Functions that make the layer and call it at once: `layers.concatenate([a, b])`. */
export const MERGE_FUNCTIONS: Readonly<Record<string, string>> = {
  add: 'Add',
  subtract: 'Subtract',
  multiply: 'Multiply',
  average: 'Average',
  maximum: 'Maximum',
  minimum: 'Minimum',
  concatenate: 'Concatenate',
  dot: 'Dot',
};
