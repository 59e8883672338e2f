/**
 * Cells of tf.contrib.rnn that run over whole sequences, which have time first: (steps, batch, features).
 * https://github.com/tensorflow/tensorflow/blob/v1.15.5/tensorflow/contrib/rnn/python/ops/{lstm_ops,fused_rnn_cell}.py
 */
import { instance } from '../array/opaque.ts';
import { refuseArgument, refuseRank, type Scene, scenesOf } from '../array/scene.ts';
import { type Bound, bind, type Call, type NativeClass, signature, tuple, type Value } from '../parts.ts';
import { classOf, NO_KIN } from './classes.ts';
import { LSTM_BLOCK_CELL } from './contrib-kinds.ts';
import type { Cell } from './rnn-cell.ts';
import { cellClass, cellOf } from './rnn-cells.ts';
import { isRan, RNN_FUNCTIONS, runOver } from './rnn-functions.ts';
import { inputsOperand } from './rnn-refusals.ts';

const MODULE = 'tf.contrib.rnn';
const CALL = 'inputs, initial_state=None, dtype=None, sequence_length=None, **kwargs';

const sceneOf = scenesOf('tensorflow');

/** All outputs, and the last states; of what batch the first states are is not looked at. */
function runWhole(scene: Scene, cell: Cell, bound: Bound): Value {
  const [inputs, inputsAt] = [bound.value('inputs'), bound.at('inputs')];
  const ran = runOver(scene, cell, { inputs, inputsAt, timeMajor: true });
  return isRan(ran) ? tuple([ran.output, ran.state]) : ran;
}

function runFused(call: Call, cell: Cell | undefined): Value {
  const scene = sceneOf(call, 'LSTMBlockFusedCell');
  const bound = bind(call, signature(CALL), scene.operation, 'tensorflow');
  if (bound.refused || !cell) return call.host.unknown('what a cell gives', call.site);
  return refuseFused(scene, bound) ?? runWhole(scene, cell, bound);
}

function refuseFused(scene: Scene, bound: Bound): Value | undefined {
  const inputs = inputsOperand(bound.value('inputs'), bound.at('inputs'));
  const rank = inputs.shape?.length;
  if (rank !== undefined && rank !== 3)
    return refuseRank(
      scene,
      inputs,
      [3],
      ['steps', 'batch', 'features'],
      `expected ndim=3, found ndim=${rank}`,
    );
  if (bound.open || bound.given('dtype') || bound.given('initial_state')) return undefined;
  return refuseArgument(scene, {
    parameter: 'dtype',
    aspect: 'missing',
    allowed: 'a dtype where there is no initial state',
    at: scene.site,
    says: 'Either initial_state or dtype needs to be specified',
  });
}

const LSTMBlockFusedCell = cellClass(
  {
    ...LSTM_BLOCK_CELL,
    name: 'LSTMBlockFusedCell',
    signature: `num_units, forget_bias=1.0, cell_clip=None, use_peephole=False, reuse=None, dtype=None, name='lstm_fused_cell'`,
  },
  MODULE,
  runFused,
);

/** What runs another in its own way; its calls give what that gives. */
const around = (name: string, text: string, invoke: (call: Call, inner: Value) => Value): NativeClass =>
  classOf(`${MODULE}.${name}`, NO_KIN, (call, type) => {
    const bound = bind(call, signature(text), name, 'tensorflow');
    if (bound.refused) return call.host.unknown(`a \`${name}\``, call.site);
    const inner = bound.value('cell');
    return instance(call.host, type, call.site, { invoke: use => invoke(use, inner) });
  });

/** From the last step to the first, and put in order again. */
const TimeReversedFusedRNN = around('TimeReversedFusedRNN', 'cell', ({ host, args, site }, inner) =>
  host.call(inner, args, site),
);

/** A cell of single steps over a sequence: one tensor, or a list of steps. */
const FusedRNNCellAdaptor = around('FusedRNNCellAdaptor', 'cell, use_dynamic_rnn=False', (call, inner) => {
  const scene = sceneOf(call, 'FusedRNNCellAdaptor');
  const bound = bind(call, signature(CALL), scene.operation, 'tensorflow');
  const cell = cellOf(inner);
  if (bound.refused || !cell) return call.host.unknown('what a cell gives', call.site);
  if (bound.value('inputs').kind !== 'list') return runWhole(scene, cell, bound);
  const args = ['inputs', 'initial_state', 'dtype'].flatMap(name => {
    const given = bound.given(name);
    return given ? [{ ...given, name }] : [];
  });
  const first = { name: 'cell', value: inner, at: call.site };
  return call.host.call(RNN_FUNCTIONS.static_rnn, [first, ...args], call.site);
});

export const FUSED_CELLS: readonly NativeClass[] = [
  LSTMBlockFusedCell,
  TimeReversedFusedRNN,
  FusedRNNCellAdaptor,
];
