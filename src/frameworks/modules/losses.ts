/** Losses as layers: a scalar, unless each element's loss is asked for. Which targets they take is for the framework to say. */
import { broadcast, type Shape, type ShapeResult } from '../../shapes/index.ts';
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

/** Whether output and target are refused, which has then been stated. */
function refuses(use: Use, output: Operand, compared: Compared, options: (name: string) => Value): boolean {
  const name = use.arguments.names[1] ?? 'label';
  const value = use.arguments.value(name);
  if (value.kind !== 'tensor') return false;
  const target = takeTensor(use, value, use.arguments.at(name), name);
  if (!target?.shape || !output.shape) return false;
  const outcome = compared(output.shape, target.shape, options);
  if (!outcome.ok) refuseTarget(use, { output, target, mismatch: outcome.mismatch });
  return !outcome.ok;
}

interface Comparison {
  readonly compared: Compared;
  readonly options: (name: string) => Value;
}

/** The first operand must be a tensor: a tuple of outputs and states is refused. */
function callLoss(use: Use, reduction: Value, comparison: Comparison | undefined): Value {
  const name = use.arguments.names[0] ?? 'input';
  const input = takeTensor(use, use.arguments.value(name), use.arguments.at(name), name);
  if (!input || (comparison && refuses(use, input, comparison.compared, comparison.options)))
    return refused(use);
  const text = reduction.kind === 'none' ? 'mean' : asString(reduction);
  const isScalar = text === 'mean' || text === 'sum';
  const shape = isScalar ? [] : text === 'none' ? elementwise(use, input) : undefined;
  return result(use, shape, { parents: [input.tensor], dtype: 'float' });
}

/** One loss for each element, or for each class index. */
function elementwise({ arguments: { names, value } }: Use, { shape }: Operand): Shape | undefined {
  const target = value(names[1] ?? 'label');
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
  compared?: Compared,
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
        compared && isPlain ? { compared, options: (name: string) => option(name) ?? NONE } : undefined;
      return { weights: [], call: use => callLoss(use, reduction, comparison) };
    },
  });
