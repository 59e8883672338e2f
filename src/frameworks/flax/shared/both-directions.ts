/** nn.Bidirectional and nnx.Bidirectional. Sources: flax/linen/recurrent.py, flax/nnx/nn/recurrent.py, class Bidirectional. */
import { concatenate } from '../../../shapes/index.ts';
import { refused, result, settle } from '../../array/scene.ts';
import type { RunFacts } from '../../layer.ts';
import { noteCall, type Use } from '../../modules/layer-class.ts';
import {
  type Argument,
  type Bound,
  type Built,
  bool,
  itemsOf,
  NONE,
  shapeOf,
  tuple,
  type Value,
} from '../../parts.ts';
import { flagOf } from './sequence.ts';

export interface BothParts {
  readonly forward: Value;
  readonly backward: Value;
  /** The constructor's arguments. */
  readonly options: Bound;
}

export function runBoth(use: Use, { forward, backward, options }: BothParts): Value {
  const { host, site } = use;
  const carries = itemsOf(use.arguments.value('initial_carry'));
  const each = [forward, backward].map((rnn, i) => {
    const [carry, outputs] = itemsOf(host.call(rnn, passed(use, options, carries?.[i]), site)) ?? [];
    return { carry, outputs };
  });
  const [one, other] = each;
  if (!one?.outputs || !other?.outputs || !one.carry || !other.carry)
    return host.unknown('what one of the directions gives', site);
  const outputs = merged(use, options, one.outputs, other.outputs);
  const shape = outputs.kind === 'tensor' ? shapeOf(outputs) : undefined;
  const input = use.arguments.value('inputs');
  noteCall(use, [input.kind === 'tensor' ? shapeOf(input) : undefined], [shape], factsOf(use));
  const returns = flagOf(use, options, 'return_carry');
  if (returns === undefined) return host.unknown('whether `return_carry` is set', site);
  return returns ? tuple([tuple([one.carry, other.carry]), outputs]) : outputs;
}

/** The states of both directions; a step is one of the forward direction. */
function factsOf({ layer }: Use): RunFacts {
  const [forward, backward] = layer.layer?.inner.map(inner => inner.layer?.built.value) ?? [];
  if (!forward || !backward) return {};
  const named = (direction: string, { states }: Built) =>
    states.map(({ name, shape }) => ({ name: `${direction}_${name}`, shape }));
  return {
    states: [...named('forward', forward), ...named('backward', backward)],
    step: forward.step,
    steps: forward.steps,
    inputSize: forward.inputSize,
  };
}

/** Each direction is called with the carry asked for and the axes of the wrapper. */
function passed(use: Use, options: Bound, carry: Value | undefined): readonly Argument[] {
  const { arguments: given, site } = use;
  const major = flagOf(use, options, 'time_major');
  const named = (name: string, value: Value): Argument => ({ name, value, at: given.at(name) });
  return [
    { name: undefined, value: given.value('inputs'), at: given.at('inputs') },
    named('initial_carry', carry ?? NONE),
    named('seq_lengths', given.value('seq_lengths')),
    { name: 'return_carry', value: bool(true), at: site },
    { name: 'time_major', value: bool(major), at: site },
  ];
}

/** Side by side along the last axis, unless `merge_fn` says otherwise. */
function merged(use: Use, options: Bound, one: Value, other: Value): Value {
  const merge = options.value('merge_fn');
  const { host, site } = use;
  if (merge.kind !== 'none')
    return host.call(
      merge,
      [one, other].map(value => ({ name: undefined, value, at: site })),
      site,
    );
  if (one.kind !== 'tensor' || other.kind !== 'tensor') return host.unknown('the merged outputs', site);
  const [a, b] = [shapeOf(one), shapeOf(other)];
  const parents = [one, other];
  if (!a || !b) return result(use, undefined, { parents, dtype: 'float', role: 'sequence' });
  const operands = [one, other].map((tensor, i) => ({
    role: ['forward', 'backward'][i] ?? '',
    shape: shapeOf(tensor),
    tensor,
    at: site,
  }));
  const outcome = settle(use, operands, concatenate([a, b], -1));
  return outcome ? result(use, outcome.value, { parents, dtype: 'float', role: 'sequence' }) : refused(use);
}
