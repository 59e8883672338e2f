/** Losses as layers: a scalar, unless each element's loss is asked for. Which targets they take is for the framework to say. */
import { broadcast, type Shape, type ShapeResult } from '../../shapes/index.ts';
import { type LossDoubts, suspectLoss } from '../array/doubtful-losses.ts';
import { takeTensor } from '../array/operand.ts';
import { refused, result } from '../array/scene.ts';
import { refuseTarget } from '../array/targets.ts';
import { asString, type NativeClass, NONE, type Operand, shapeOf, type Value } from '../parts.ts';
import type { Dialect } from './dialect.ts';
import { moduleLayer, type Use } from './layer-class.ts';

/** The loss of each element of an output under a target, or why they do not go together. `options`: other arguments by name, None where one is not given. */
export type Compared = (
  output: Shape,
  target: Shape,
  options: (name: string) => Value,
) => ShapeResult<Shape | undefined>;

/** What of a loss is doubtful; `options` as above. */
export type Doubted = (options: (name: string) => Value) => LossDoubts;

interface Comparison {
  readonly compared: Compared | undefined;
  readonly doubted: Doubted | undefined;
  readonly options: (name: string) => Value;
}

/** The first operand must be a tensor: a tuple of outputs and states is refused. */
function callLoss(use: Use, reduction: Value, comparison: Comparison | undefined): Value {
  const [name = 'input', targetName = 'label'] = use.arguments.names;
  const output = takeTensor(use, use.arguments.value(name), use.arguments.at(name), name);
  if (!output) return refused(use);
  const given = use.arguments.value(targetName);
  const target =
    given.kind === 'tensor' ? takeTensor(use, given, use.arguments.at(targetName), targetName) : undefined;
  const outcome =
    comparison?.compared && output.shape && target?.shape
      ? comparison.compared(output.shape, target.shape, comparison.options)
      : undefined;
  if (target && outcome?.ok === false)
    return refuseTarget(use, { output, target, mismatch: outcome.mismatch });
  if (target && comparison?.doubted) suspectLoss(use, output, target, comparison.doubted(comparison.options));
  const text = reduction.kind === 'none' ? 'mean' : asString(reduction);
  const isScalar = text === 'mean' || text === 'sum';
  const whole = outcome?.ok ? outcome.value : elementwise(output, given);
  const shape = isScalar ? [] : text === 'none' ? whole : undefined;
  return result(use, shape, { parents: [output.tensor], dtype: 'float' });
}

/** One loss for each element, or for each class index. */
function elementwise({ shape }: Operand, target: Value): Shape | undefined {
  const wanted = target.kind === 'tensor' ? shapeOf(target) : undefined;
  if (!shape || !wanted) return undefined;
  const isIndex = target.kind === 'tensor' && target.dtype === 'int';
  if (isIndex) return wanted;
  const outcome = broadcast(shape, wanted);
  return outcome.ok ? outcome.value : undefined;
}

/** `operands`: the signature of a call. */
export const lossLayer = (
  dialect: Dialect,
  name: string,
  operands: string,
  {
    compared,
    doubted,
  }: { readonly compared?: Compared | undefined; readonly doubted?: Doubted | undefined } = {},
): NativeClass =>
  moduleLayer(dialect, {
    name,
    isLoss: true,
    signature: '*args, **kwargs',
    forward: operands,
    make: options => {
      const option = (name: string) => options.bound.keywords.find(a => a.name === name)?.value;
      const given = option('reduction');
      const isPlain = options.bound.extra.length === 0 && !options.bound.open;
      const reduction =
        given ?? (isPlain ? ({ kind: 'none' } as const) : options.scene.host.unknown('the reduction'));
      const comparison =
        (compared || doubted) && isPlain
          ? { compared, doubted, options: (name: string) => option(name) ?? NONE }
          : undefined;
      return { weights: [], call: use => callLoss(use, reduction, comparison) };
    },
  });
