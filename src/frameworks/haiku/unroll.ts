/** `dynamic_unroll` and `static_unroll`: a core over a sequence, time first unless told otherwise. haiku/_src/recurrent.py */
import { define, type Operation } from '../array/operation.ts';
import { passed } from '../jax/calling.ts';
import { type Scan, scanned } from '../jax/scan.ts';
import { asBool, itemsOf, shapeOf, tuple, type Value } from '../parts.ts';

/** The scan that both are, as far as shapes go; `static_unroll` does not compare the states. */
function unrolled(op: Operation): Value {
  const { bound, host, site } = op;
  const isTimeFirst = asBool(bound.value('time_major'));
  if (isTimeFirst === undefined) return host.unknown('what an unrolled core gives', site);
  const keepsAll = bound.names.includes('return_all_states')
    ? asBool(bound.value('return_all_states'))
    : false;
  const axis = isTimeFirst ? 0 : 1;
  const core = bound.value('core');
  const scan: Scan = {
    body: (state, x) => {
      const args = [passed(x, bound.at('input_sequence')), passed(state, bound.at('initial_state'))];
      return swapped(op, host.call(core, args, site), keepsAll === true);
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
  noteSteps(op, axis);
  if (!last || !outputs || keepsAll === undefined) return host.unknown('what an unrolled core gives', site);
  return keepsAll ? outputs : tuple([outputs, last]);
}

/** A core gives (output, state); a scan wants (state, output). */
function swapped({ host, site }: Operation, given: Value, keepsAll: boolean): Value {
  const items = given.kind === 'unknown' ? undefined : host.items(given);
  const [output, state] = items ?? [];
  if (!output || !state || items?.length !== 2) return host.unknown('what a core gives', site);
  return tuple([state, keepsAll ? tuple([output, state]) : output]);
}

/** The number of steps is a fact of the core. */
function noteSteps({ bound, host }: Operation, axis: number): void {
  const [core, xs] = [bound.value('core'), bound.value('input_sequence')];
  const built = core.kind === 'native' ? core.layer?.built : undefined;
  const steps = xs.kind === 'tensor' ? shapeOf(xs)?.[axis] : undefined;
  if (built && steps) host.write(built, { ...built.value, steps });
}

export const UNROLLS = {
  dynamic_unroll: define(
    'core, input_sequence, initial_state, time_major=True, reverse=False, return_all_states=False, unroll=1',
    unrolled,
  ),
  static_unroll: define('core, input_sequence, initial_state, time_major=True', unrolled),
};
