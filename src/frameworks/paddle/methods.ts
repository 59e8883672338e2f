/** Methods of tensors. https://www.paddlepaddle.org.cn/documentation/docs/en/api/paddle/Tensor_en.html */
import { item, rankMethod } from '../array/attributes.ts';
import { define, type FunctionTable, type Operation, option } from '../array/operation.ts';
import { converted, convertedTo, inPlace } from '../array/pointwise.ts';
import { spendGraph } from '../modules/recurrent/runs.ts';
import { asBool, NONE, SOME_BOOL, type Value } from '../parts.ts';
import { every, OPERATIONS } from './operations.ts';
import { reshape } from './reshaping.ts';

/** Frees the graph, unless that is to stay. */
function backward(op: Operation): Value {
  const isKept = asBool(option(op, 'retain_graph'));
  if (isKept !== undefined && !op.bound.open)
    spendGraph(op.host, op.bound.value('x'), isKept ? 'kept' : 'freed');
  return NONE;
}

export const METHODS: FunctionTable = {
  ...OPERATIONS,
  ...every('astype cast type', 'x, dtype', converted),
  ...every('detach clone cpu cuda pin_memory contiguous to', 'x, *args', converted),
  ...every('float double half', 'x', convertedTo('float')),
  ...every('long int', 'x', convertedTo('int')),
  ...every('bool', 'x', convertedTo('bool')),
  ...every('numpy', 'x', op => converted({ ...op, framework: 'numpy' })),
  ...every('view', 'x, *sizes, shape=None', reshape),
  ...every('dim ndimension', 'x', rankMethod),
  ...every('item', 'x, *args', item),
  ...every(
    'set_value fill_ zero_ add_ subtract_ multiply_ scale_ clip_ exp_ tanh_ uniform_ normal_ copy_',
    'x, *args',
    inPlace,
  ),
  backward: define('x, grad_tensor=None, retain_graph=False, **kwargs', backward),
  ...every('clear_grad clear_gradient register_hook', 'x, *args', () => NONE),
  ...every('is_contiguous is_floating_point', 'x', () => SOME_BOOL),
};
