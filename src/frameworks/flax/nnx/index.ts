/** flax.nnx as a module. https://flax.readthedocs.io/en/latest/api_reference/flax.nnx/index.html */
import { opaqueClass } from '../../array/opaque.ts';
import { jaxInitializers } from '../../jax/initializers.ts';
import { byName } from '../../layer.ts';
import { parameterTensor } from '../../modules/weight-tensor.ts';
import {
  type ModuleValue,
  moduleOf,
  type NativeClass,
  NONE,
  nativeFunction,
  shapeOf,
  tensor,
  type Value,
} from '../../parts.ts';
import { SHARED_NAMES, sharedFunction } from '../functions.ts';
import { MultiHeadAttention } from './attention.ts';
import { CELLS } from './cells.ts';
import { Dict, List, Module, NNX, Sequential } from './dialect.ts';
import { LAYERS } from './layers.ts';
import { METRICS, metrics } from './metrics.ts';
import { Rngs } from './rngs.ts';
import { Bidirectional, RNN } from './sequences.ts';
import { STATE } from './state.ts';
import { TRANSFORMS } from './transforms.ts';

const CLASSES: readonly NativeClass[] = [
  ...CELLS,
  ...LAYERS,
  RNN,
  Bidirectional,
  MultiHeadAttention,
  Sequential,
  List,
  Dict,
];

/** Variables wrap an array: `nnx.Param(jnp.zeros(3))`. Others than parameters are not trained. */
const variable = (name: string): Value =>
  nativeFunction(`nnx.${name}`, ({ args: [data], host, site }) => {
    if (data?.value.kind !== 'tensor') return data?.value ?? host.unknown('the content of a variable', site);
    const shape = shapeOf(data.value);
    if (/Param$/.test(name)) return parameterTensor(NNX, host, shape, site, [data.value]);
    const source = { operation: `nnx.${name}`, site, role: 'value', parents: [data.value] } as const;
    return tensor(host, { framework: 'flax', shape, dtype: data.value.dtype, source });
  });

const VARIABLES = ['Param', 'Variable', 'BatchStat', 'Cache', 'Intermediate', 'RngState', 'LoRAParam'];

/** Classes whose instances say nothing of shapes. */
const OPAQUE = ['Optimizer', 'ModelAndOptimizer', 'Metric', 'StateAxes', 'GraphDef', 'State'];

/** Calls and attributes of an optimiser change nothing that shapes depend on. */
const opaque = (name: string): NativeClass =>
  opaqueClass({
    qualified: `flax.nnx.${name}`,
    framework: 'flax',
    behave: () => ({
      attribute: (_host, method) =>
        ['update', 'reset'].includes(method) ? nativeFunction(method, () => NONE) : undefined,
    }),
  });

const members = moduleOf('flax.nnx', {
  ...byName(CLASSES),
  ...Object.fromEntries(['Module', 'Object', 'Pytree', 'RNNCellBase'].map(name => [name, Module])),
  ...Object.fromEntries(VARIABLES.map(name => [name, () => variable(name)])),
  ...Object.fromEntries(OPAQUE.map(name => [name, () => opaque(name)])),
  ...TRANSFORMS,
  ...STATE,
  ...METRICS,
  metrics,
  Rngs,
  initializers: jaxInitializers,
});

export const nnx: ModuleValue = {
  ...members,
  names: () => [...new Set([...(members.names?.() ?? []), ...SHARED_NAMES])],
  member: (host, name) => members.member(host, name) ?? sharedFunction(host, name, 'flax.nnx'),
};
