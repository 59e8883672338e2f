/** Cores made of cores: DeepRNN and its kinds with skip or residual connections. sonnet/src/recurrent.py */

import { concatenate } from '../../shapes/index.ts';
import { combine } from '../array/pointwise.ts';
import { refused, refuseOperands, result, type Scene } from '../array/scene.ts';
import { heldSlot, makeContainer, numbered } from '../modules/held.ts';
import {
  type Argument,
  asBool,
  bind,
  type Call,
  itemsOf,
  type NativeClass,
  type NativeFunction,
  type NativeValue,
  nativeFunction,
  type Operand,
  shapeOf,
  signature,
  tuple,
  type Value,
} from '../parts.ts';
import { SNT } from './dialect.ts';

type Connections = 'none' | 'skip' | 'skip without joining the outputs' | 'residual';

const DEEP: NativeClass = {
  kind: 'native-class',
  name: 'DeepRNN',
  qualified: 'sonnet.DeepRNN',
  framework: 'sonnet',
  ancestors: ['sonnet.RNNCore', 'sonnet.Module'],
  construct: call => {
    const bound = bind(call, signature('layers, name=None'), 'DeepRNN', 'sonnet');
    return bound.refused
      ? call.host.unknown('a DeepRNN', call.site)
      : makeDeep(call, bound.value('layers'), 'none');
  },
};

/** Whether a layer of a DeepRNN is a core; undefined: not known. */
function isCore(layer: Value): boolean | undefined {
  if (layer.kind === 'native') return layer.class.ancestors.includes('sonnet.RNNCore');
  if (layer.kind === 'function' || layer.kind === 'native-function' || layer.kind === 'native-class')
    return false;
  return layer.kind === 'object' ? derivesFromCore(layer.class.bases) : undefined;
}

const derivesFromCore = (bases: readonly Value[]): boolean =>
  bases.some(base =>
    base.kind === 'class'
      ? derivesFromCore(base.bases)
      : base.kind === 'native-class' && [base.qualified, ...base.ancestors].includes('sonnet.RNNCore'),
  );

function makeDeep(call: Call, given: Value, connections: Connections): NativeValue {
  const layers = call.host.items(given);
  const kinds = layers?.map(isCore);
  const isWhole = layers !== undefined && kinds?.every(kind => kind !== undefined) === true;
  const cores = layers?.filter((_, i) => kinds?.[i]) ?? [];
  return makeContainer(SNT, call, {
    class: DEEP,
    held: heldSlot({ modules: numbered(layers ?? []), isWhole }),
    behave: () => ({
      invoke: used =>
        isWhole && layers
          ? runDeep(used, layers, connections)
          : used.host.unknown('what a DeepRNN gives', used.site),
      attribute: (_host, name) =>
        name === 'initial_state'
          ? nativeFunction(name, ({ host, args, site }) =>
              isWhole
                ? tuple(cores.map(core => host.call(host.attribute(core, name, site), args, site)))
                : host.unknown('a state of a DeepRNN', site),
            )
          : undefined,
    }),
  });
}

const CALL = signature('inputs, prev_state');

function runDeep(call: Call, layers: readonly Value[], connections: Connections): Value {
  const { host, site } = call;
  const bound = bind(call, CALL, 'DeepRNN', 'sonnet');
  const scene: Scene = { host, framework: 'sonnet', operation: 'DeepRNN', site };
  if (bound.refused) return refused(scene);
  const inputs = bound.value('inputs');
  const states = host.items(bound.value('prev_state'));
  const passed = (value: Value): Argument => ({ name: undefined, value, at: bound.at('inputs') });
  const skips = connections.startsWith('skip');
  const next: Value[] = [];
  const outputs: Value[] = [];
  let current = inputs;
  for (const [i, layer] of layers.entries()) {
    const before = skips && i > 0 ? joined(scene, [inputs, current]) : current;
    if (isCore(layer)) {
      const state = states?.[next.length] ?? host.unknown('a state of a DeepRNN', site);
      const pair = itemsOf(
        host.call(layer, [passed(before), { ...passed(state), at: bound.at('prev_state') }], site),
      );
      const output = pair?.[0] ?? host.unknown('what a core gives', site);
      next.push(pair?.[1] ?? host.unknown('what a core gives', site));
      current = connections === 'residual' ? added(scene, before, output) : output;
    } else current = host.call(layer, [passed(before)], site);
    outputs.push(current);
  }
  return tuple([connections === 'skip' ? joined(scene, outputs) : current, tuple(next)]);
}

const operandOf = ({ site }: Scene, value: Value, role: string): Operand => ({
  role,
  shape: value.kind === 'tensor' ? shapeOf(value) : undefined,
  tensor: value.kind === 'tensor' ? value : undefined,
  at: site,
});

/** Side by side along the last axis. */
function joined(scene: Scene, values: readonly Value[]): Value {
  const operands = values.map((value, i) => operandOf(scene, value, `output ${i + 1}`));
  const shapes = operands.flatMap(o => (o.shape ? [o.shape] : []));
  if (shapes.length < operands.length) return result(scene, undefined, { dtype: 'float' });
  const outcome = concatenate(shapes, -1);
  return outcome.ok
    ? result(scene, outcome.value, { dtype: 'float' })
    : refuseOperands(scene, operands, outcome.mismatch);
}

const added = (scene: Scene, inputs: Value, output: Value): Value =>
  combine(scene, [operandOf(scene, inputs, 'inputs'), operandOf(scene, output, 'output')], 'float');

const deepWith = (
  name: string,
  text: string,
  connections: (flag: boolean | undefined) => Connections | undefined,
): NativeFunction =>
  nativeFunction(`snt.${name}`, call => {
    const bound = bind(call, signature(text), name, 'sonnet');
    const flag = bound.names.includes('concat_final_output')
      ? asBool(bound.value('concat_final_output'))
      : true;
    const kind = connections(flag);
    return bound.refused || !kind
      ? call.host.unknown('a DeepRNN', call.site)
      : makeDeep(call, bound.value('layers'), kind);
  });

export const DEEP_MEMBERS: Readonly<Record<string, Value>> = {
  DeepRNN: DEEP,
  deep_rnn_with_skip_connections: deepWith(
    'deep_rnn_with_skip_connections',
    'layers, concat_final_output=True, name=None',
    flag => (flag === undefined ? undefined : flag ? 'skip' : 'skip without joining the outputs'),
  ),
  deep_rnn_with_residual_connections: deepWith(
    'deep_rnn_with_residual_connections',
    'layers, name=None',
    () => 'residual',
  ),
};
