/** Losses of which only the reduction matters: a scalar, unless each element's loss is asked for. */
import { broadcast, type Shape } from '../../shapes/index.ts';
import { takeTensor } from '../array/operand.ts';
import { refused, result } from '../array/scene.ts';
import { asString, type NativeClass, type Operand, shapeOf, type Value } from '../parts.ts';
import type { Dialect } from './dialect.ts';
import { moduleLayer, type Use } from './layer-class.ts';

/** The first operand must be a tensor: a tuple of outputs and states is refused. */
function callLoss(use: Use, reduction: Value): Value {
  const name = use.arguments.names[0] ?? 'input';
  const input = takeTensor(use, use.arguments.value(name), use.arguments.at(name), name);
  if (!input) return refused(use);
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
export const lossLayer = (dialect: Dialect, name: string, operands: string): NativeClass =>
  moduleLayer(dialect, {
    name,
    isLoss: true,
    signature: '*args, **kwargs',
    forward: operands,
    make: options => {
      const given = options.bound.keywords.find(a => a.name === 'reduction')?.value;
      const isPlain = options.bound.extra.length === 0 && !options.bound.open;
      const reduction =
        given ?? (isPlain ? ({ kind: 'none' } as const) : options.scene.host.unknown('the reduction'));
      return { weights: [], call: use => callLoss(use, reduction) };
    },
  });
