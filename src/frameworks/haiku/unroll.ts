/** `dynamic_unroll` and `static_unroll`: a core over a sequence, time first unless told otherwise. haiku/_src/recurrent.py */
import { constantOf, type Dim } from '../../shapes/index.ts';
import { define, type Operation } from '../array/operation.ts';
import { passed } from '../jax/calling.ts';
import { difference } from '../jax/carry.ts';
import { withAxis } from '../jax/leaves.ts';
import { type Scan, scanned, sliced } from '../jax/scan.ts';
import { leavesOf } from '../jax/trees.ts';
import { noteSteps, noteTimeAxis } from '../modules/recurrent/unrolled.ts';
import { asBool, itemsOf, shapeOf, tuple, type Value } from '../parts.ts';

/** A scan, which compares the states. */
function scannedCore(op: Operation): Value {
  const { bound, host, site } = op;
  const isTimeFirst = asBool(bound.value('time_major'));
  if (isTimeFirst === undefined) return host.unknown('what an unrolled core gives', site);
  const keepsAll = asBool(bound.value('return_all_states'));
  const axis = isTimeFirst ? 0 : 1;
  const scan: Scan = {
    body: (state, x) => {
      const step = stepped(op, x, state);
      if (!step) return host.unknown('what a core gives', site);
      return tuple([step.state, keepsAll ? tuple([step.output, step.state]) : step.output]);
    },
    init: bound.value('initial_state'),
    initAt: bound.at('initial_state'),
    xs: bound.value('input_sequence'),
    xsAt: bound.at('input_sequence'),
    length: undefined,
    inAxis: axis,
    outAxis: axis,
  };
  const pair = itemsOf(scanned(op, scan));
  const [last, outputs] = pair ?? [];
  noteSteps(host, bound.value('core'), stepsOf(op, axis));
  if (!last || !outputs || keepsAll === undefined) return host.unknown('what an unrolled core gives', site);
  if (keepsAll) return outputs;
  noteTimeAxis(bound.value('core'), outputs, isTimeFirst);
  return tuple([outputs, last]);
}

/** More rounds in which a state changes its shape are not followed. */
const MOST_CHANGES = 16;

/** A loop of Python's: a state may have another shape in each round, as one that broadcasts has in the first; outputs are stacked. */
function looped(op: Operation): Value {
  const { bound, host, site } = op;
  const lost = (): Value => host.unknown('what an unrolled core gives', site);
  const isTimeFirst = asBool(bound.value('time_major'));
  if (isTimeFirst === undefined) return lost();
  const axis = isTimeFirst ? 0 : 1;
  const steps = stepsOf(op, axis);
  const x = sliced(op, bound.value('input_sequence'), axis);
  const first = stepped(op, x, bound.value('initial_state'));
  noteSteps(host, bound.value('core'), steps);
  if (!first || !steps) return lost();
  const last = settled(op, x, bound.value('initial_state'), first, constantOf(steps));
  if (!last) return lost();
  const outputs = withAxis(op, first.output, steps, axis);
  noteTimeAxis(bound.value('core'), outputs, isTimeFirst);
  return tuple([outputs, last]);
}

interface Step {
  readonly output: Value;
  readonly state: Value;
}

/** The state after all rounds; undefined: it is not known, or outputs differ, which cannot be stacked. */
function settled(
  op: Operation,
  x: Value,
  initial: Value,
  first: Step,
  rounds: number | undefined,
): Value | undefined {
  let [before, after] = [initial, first];
  for (let round = 1; difference(before, after.state); round++) {
    if (round === rounds) return after.state;
    if (rounds === undefined || round === MOST_CHANGES) return undefined;
    const next = stepped(op, x, after.state);
    if (!next || difference(first.output, next.output)) return undefined;
    [before, after] = [after.state, next];
  }
  return after.state;
}

/** A core gives (output, state); undefined: what it gives is not known. */
function stepped({ bound, host, site }: Operation, x: Value, state: Value): Step | undefined {
  const args = [passed(x, bound.at('input_sequence')), passed(state, bound.at('initial_state'))];
  const given = host.call(bound.value('core'), args, site);
  const items = given.kind === 'unknown' ? undefined : host.items(given);
  const [output, next] = items ?? [];
  return output && next && items?.length === 2 ? { output, state: next } : undefined;
}

/** The size of the first array's time axis. */
function stepsOf({ bound }: Operation, axis: number): Dim | undefined {
  const [first] = leavesOf(bound.value('input_sequence')) ?? [];
  return first?.kind === 'tensor' ? shapeOf(first)?.[axis] : undefined;
}

export const UNROLLS = {
  dynamic_unroll: define(
    'core, input_sequence, initial_state, time_major=True, reverse=False, return_all_states=False, unroll=1',
    scannedCore,
  ),
  static_unroll: define('core, input_sequence, initial_state, time_major=True', looped),
};
