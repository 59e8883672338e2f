/** `tf.basicLSTMCell(forgetBias, kernel, bias, data, c, h)` of TensorFlow.js, a function that is given its weights. Source: tfjs-core/src/ops/basic_lstm_cell.ts. */
import type { SimulationPlan, SimulationSpec } from '../../cells/index.ts';
import type { CallExpr, Expr } from '../../syntax/tree.ts';
import { argumentsOf, calledName, literalOf } from './literals.ts';
import { give } from './outcome.ts';

const NAME = 'basicLSTMCell';

export function isBasicLstmCell(call: CallExpr | undefined, { framework, layer }: SimulationSpec): boolean {
  return framework === 'tfjs' && (call ? calledName(call) : layer.split('.').at(-1)) === NAME;
}

export function basicLstmCellPlan(call: CallExpr | undefined, spec: SimulationSpec): SimulationPlan {
  const width = spec.weights.find(({ name }) => name === 'bias')?.tensor.shape.at(-1);
  if (width === undefined || width % 4 !== 0) return give(`expected a bias of four gates of ${NAME}.`);
  const [first] = call ? argumentsOf(call).positional : [];
  const forgetBias = first ? scalarOf(first) : (spec.config?.forgetBias ?? 1);
  if (typeof forgetBias !== 'number') return give(`expected a number as forgetBias of ${NAME}.`);
  return {
    layers: [
      [
        {
          label: 'layer',
          units: width / 4,
          cell: {
            kind: 'lstm',
            layout: 'tensorflow1',
            activation: 'tanh',
            recurrentActivation: 'sigmoid',
            bias: true,
            resetAfter: false,
            forgetBias,
          },
          isBackward: false,
          isTurned: false,
          namesOf: stored => [stored],
        },
      ],
    ],
    merge: 'concat',
    gives: 'sequence',
    yOrder: 'batch-first',
    states: 'one',
  };
}

/** A number, or `tf.scalar(1)`. */
function scalarOf(expression: Expr): unknown {
  const [inner] = expression.kind === 'call' ? argumentsOf(expression).positional : [];
  return literalOf(inner ?? expression);
}
