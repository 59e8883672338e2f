/** Layers that compare two tensors row by row. https://docs.pytorch.org/docs/stable/nn.html#distance-functions */
import { reduce, type Shape, size } from '../../../shapes/index.ts';
import { takeTensor } from '../../array/operand.ts';
import { combine } from '../../array/pointwise.ts';
import { refused, result } from '../../array/scene.ts';
import type { Use } from '../../modules/layer-class.ts';
import { shapeOf, type Value } from '../../parts.ts';
import { checkAxis } from '../axis.ts';
import { layerClass } from '../dialect.ts';

/** The operands broadcast, then an axis goes away; undefined where it is not known which, or whether it exists. */
function compareRows(use: Use, left: (shape: Shape) => Shape | undefined): Value {
  const operands = ['x1', 'x2'].flatMap(
    name => takeTensor(use, use.arguments.value(name), use.arguments.at(name), name) ?? [],
  );
  if (operands.length < 2) return refused(use);
  const common = combine(use, operands, 'float');
  if (common.kind !== 'tensor') return common;
  const parents = operands.map(({ tensor }) => tensor);
  return result(use, common.shape && left(common.shape), { parents, dtype: 'float' });
}

/** An axis that the larger of both does not have. */
function refuseAxis(use: Use, axis: number | undefined): Value | undefined {
  const operands = ['x1', 'x2'].flatMap(name => {
    const value = use.arguments.value(name);
    const shape = value.kind === 'tensor' ? shapeOf(value) : undefined;
    return shape ? [{ role: name, shape, tensor: undefined, at: use.arguments.at(name) }] : [];
  });
  const [largest] = operands.toSorted((a, b) => b.shape.length - a.shape.length);
  return operands.length === 2 && largest ? checkAxis(use, largest, axis) : undefined;
}

const CosineSimilarity = layerClass({
  name: 'CosineSimilarity',
  signature: 'dim=1, eps=1e-08',
  called: 'dim: int=1, eps: number=1e-08',
  forward: 'x1, x2',
  make: options => {
    const axis = options.int('dim');
    return {
      weights: [],
      call: use =>
        refuseAxis(use, axis) ??
        compareRows(use, shape => {
          const outcome = axis === undefined ? undefined : reduce(shape, [axis]);
          return outcome?.ok ? outcome.value : undefined;
        }),
    };
  },
});

const PairwiseDistance = layerClass({
  name: 'PairwiseDistance',
  signature: 'p=2.0, eps=1e-06, keepdim=False',
  called: 'p: number=2.0, eps: number=1e-06, keepdim: bool=False',
  forward: 'x1, x2',
  make: options => {
    const keeps = options.flag('keepdim');
    return {
      weights: [],
      call: use =>
        compareRows(use, shape =>
          keeps === undefined || shape.length === 0
            ? undefined
            : [...shape.slice(0, -1), ...(keeps ? [size(1)] : [])],
        ),
    };
  },
});

export const DISTANCES = [CosineSimilarity, PairwiseDistance];
