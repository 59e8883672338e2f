/** Activations of mlx.nn, as functions and as layers. https://ml-explore.github.io/mlx/build/html/python/nn/functions.html, mlx/nn/layers/activations.py */
import { compare, size } from '../../shapes/index.ts';
import { gated, halved } from '../array/halving.ts';
import { type FunctionTable, type Operation, operandAt } from '../array/operation.ts';
import { type DtypeRule, ruled, unary } from '../array/pointwise.ts';
import { each } from '../array/renaming.ts';
import { refused, result, settle } from '../array/scene.ts';
import { weight } from '../layer.ts';
import { inputOf } from '../modules/inputs.ts';
import { noteCall, type Use } from '../modules/layer-class.ts';
import type { Options } from '../modules/options.ts';
import { asInt, type NativeClass, type Value } from '../parts.ts';
import { layerClass } from './dialect.ts';
import { keepingAxes } from './shaping.ts';

/** The slope is stretched without a look at its shape: of one number the shape stays, else nothing is told. */
const sloped = (op: Operation): Value => {
  const [input, slope] = [operandAt(op), operandAt(op, 1, { numbers: true })];
  if (!input || !slope) return refused(op);
  const isOne = slope.shape?.every(dim => compare(dim, size(1)) === 'equal');
  return result(op, isOne ? input.shape : undefined, {
    parents: [input.tensor, slope.tensor],
    dtype: 'float',
  });
};

export const ACTIVATIONS: FunctionTable = {
  ...each('relu relu2', 'x', unary()),
  ...each(
    'sigmoid relu6 softplus softsign silu log_sigmoid gelu gelu_approx gelu_fast_approx selu mish hardswish tanh',
    'x',
    unary('to-float'),
  ),
  ...each('leaky_relu', 'x, negative_slope=0.01', unary('to-float')),
  ...each('elu celu', 'x, alpha=1.0', unary('to-float')),
  ...each('softshrink', 'x, lambd=0.5', unary('to-float')),
  ...each('hard_shrink', 'x, lambd=0.5', unary()),
  ...each('hard_tanh', 'x, min_val=-1.0, max_val=1.0', unary('to-float')),
  ...each('step', 'x, threshold=0.0', unary('int')),
  ...each('prelu', 'x, alpha', sloped),
  ...each('softmax log_softmax softmin', 'x, axis=-1', keepingAxes('to-float')),
  ...each('glu', 'x, axis=-1', gated),
};

/** A layer that keeps the shape of its input. */
export const keepingLayer = (
  name: string,
  signature: string,
  rule: DtypeRule = 'to-float',
  check: (options: Options) => void = () => {},
): NativeClass =>
  layerClass({
    name,
    signature,
    make: options => {
      check(options);
      return { weights: [], call: use => keep(use, rule) };
    },
  });

export function keep(use: Use, rule: DtypeRule): Value {
  const input = inputOf(use, { numbers: true });
  if (!input) return refused(use);
  noteCall(use, [input.shape], [input.shape]);
  const role = input.tensor?.source.role === 'sequence' ? 'sequence' : 'value';
  return result(use, input.shape, { parents: [input.tensor], dtype: ruled(rule, input.tensor?.dtype), role });
}

const APPROXIMATIONS = ['none', 'precise', 'tanh', 'fast'];

function checkApproximation(options: Options): void {
  const approx = options.text('approx');
  if (approx !== undefined && !APPROXIMATIONS.includes(approx))
    options.refuse(
      'approx',
      "'none', 'precise', 'tanh' or 'fast'",
      'value',
      'The approximation should be in',
    );
}

const GLU = layerClass({
  name: 'GLU',
  signature: 'axis=-1',
  make: ({ bound }) => {
    const axis = asInt(bound.value('axis'));
    return {
      weights: [],
      call: use => {
        const input = inputOf(use);
        if (!input) return refused(use);
        const outcome = input.shape ? settle(use, [input], halved(input.shape, axis)) : { value: undefined };
        if (!outcome) return refused(use);
        noteCall(use, [input.shape], [outcome.value]);
        return result(use, outcome.value, { parents: [input.tensor], dtype: 'float' });
      },
    };
  },
});

const PReLU = layerClass({
  name: 'PReLU',
  signature: 'num_parameters=1, init=0.25',
  make: options => {
    const count = options.size('num_parameters');
    return {
      weights: [weight('weight', [count])],
      call: use => {
        const input = inputOf(use);
        const last = input?.shape?.at(-1);
        const fits = compare(count, size(1)) === 'equal' || (last && compare(count, last) === 'equal');
        if (!input) return refused(use);
        return fits
          ? keep(use, 'to-float')
          : result(use, undefined, { parents: [input.tensor], dtype: 'float' });
      },
    };
  },
});

const PLAIN = `Sigmoid ReLU6 Mish Softmax Softplus Softsign SiLU LogSoftmax LogSigmoid Tanh Hardswish SELU HardTanh Softmin`;

export const ACTIVATION_LAYERS: readonly NativeClass[] = [
  ...PLAIN.split(' ').map(name => keepingLayer(name, '')),
  ...['ReLU', 'ReLU2'].map(name => keepingLayer(name, '', 'keep')),
  keepingLayer('LeakyReLU', 'negative_slope=0.01'),
  ...['ELU', 'CELU'].map(name => keepingLayer(name, 'alpha=1.0')),
  keepingLayer('Softshrink', 'lambd=0.5'),
  keepingLayer('HardShrink', 'lambd=0.5', 'keep'),
  keepingLayer('Step', 'threshold=0.0', 'int'),
  keepingLayer('GELU', "approx='none'", 'to-float', checkApproximation),
  GLU,
  PReLU,
];
