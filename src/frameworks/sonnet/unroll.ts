/** `dynamic_unroll` and `static_unroll`: a core over a sequence whose first axis is time. sonnet/src/recurrent.py */
import { type Dim, type Shape, unknownDim } from '../../shapes/index.ts';
import { define, type FunctionTable, type Operation } from '../array/operation.ts';
import { result } from '../array/scene.ts';
import { noteSteps, noteTimeAxis } from '../modules/recurrent/unrolled.ts';
import { type Argument, itemsOf, shapeOf, tuple, type Value } from '../parts.ts';

function unrolled(op: Operation): Value {
  const { bound, host, site } = op;
  const [core, sequence] = [bound.value('core'), bound.value('input_sequence')];
  const shape = sequence.kind === 'tensor' ? shapeOf(sequence) : undefined;
  const [steps, ...rest] = shape ?? [];
  if (sequence.kind !== 'tensor' || (shape && !steps))
    return host.unknown('what an unrolled core gives', site);
  const argument = (value: Value, name: string): Argument => ({ name: undefined, value, at: bound.at(name) });
  const step = result(op, shape && rest, { parents: [sequence], dtype: sequence.dtype });
  const args = [argument(step, 'input_sequence'), argument(bound.value('initial_state'), 'initial_state')];
  const [output, state] = itemsOf(host.call(core, args, site)) ?? [];
  if (!output || !state) return host.unknown('what an unrolled core gives', site);
  noteSteps(host, core, steps);
  const outputs = stacked(op, output, steps);
  noteTimeAxis(core, outputs, true);
  return tuple([outputs, state]);
}

/** The outputs of all steps behind a new first axis. */
function stacked(op: Operation, output: Value, steps: Dim | undefined): Value {
  if (output.kind !== 'tensor') return op.host.unknown('the outputs of an unrolled core', op.site);
  const own = shapeOf(output);
  const shape: Shape | undefined = own && [steps ?? unknownDim(), ...own];
  return result(op, shape, { parents: [output], dtype: output.dtype, role: 'sequence' });
}

export const UNROLLS: FunctionTable = {
  dynamic_unroll: define(
    'core, input_sequence, initial_state, sequence_length=None, parallel_iterations=1, swap_memory=False',
    unrolled,
  ),
  static_unroll: define('core, input_sequence, initial_state, sequence_length=None', unrolled),
};
