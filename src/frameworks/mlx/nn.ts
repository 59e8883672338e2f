/** mlx.nn: layers, activations and losses. https://ml-explore.github.io/mlx/build/html/python/nn.html */
import { opaqueClasses, opaqueFunction } from '../array/opaque.ts';
import { functionMembers } from '../array/operation.ts';
import { byName } from '../layer.ts';
import { identityLayer } from '../modules/layers/pointwise.ts';
import { sequential } from '../modules/sequential.ts';
import { type ModuleValue, moduleOf, type NativeClass, NONE, nativeFunction } from '../parts.ts';
import { ACTIVATION_LAYERS, ACTIVATIONS } from './activations.ts';
import { MultiHeadAttention } from './attention.ts';
import { CONVOLUTIONS, POOLS, Upsample } from './convolution-layers.ts';
import { MLX_NN, Module } from './dialect.ts';
import { DROPOUT } from './dropout.ts';
import { Embedding } from './embedding.ts';
import { within } from './flavour.ts';
import { init } from './init.ts';
import { Bilinear, Linear } from './linear.ts';
import { losses } from './losses.ts';
import { NORMALISATION } from './normalisation.ts';
import { valueAndGrad } from './parameters.ts';
import { POSITIONAL } from './positional.ts';
import { RECURRENT } from './recurrent.ts';
import { TRANSFORMERS } from './transformer.ts';

const CLASSES: readonly NativeClass[] = [
  Module,
  ...RECURRENT,
  Linear,
  Bilinear,
  Embedding,
  identityLayer(MLX_NN),
  sequential(MLX_NN, 'Sequential', 'layers'),
  ...DROPOUT,
  ...NORMALISATION,
  ...CONVOLUTIONS,
  ...POOLS,
  Upsample,
  ...ACTIVATION_LAYERS,
  MultiHeadAttention,
  ...TRANSFORMERS,
  ...POSITIONAL,
];

/** Layers of quantized weights, and those that are spread over devices. */
const OPAQUE =
  `QuantizedLinear QuantizedEmbedding QQLinear AllToShardedLinear ShardedToAllLinear QuantizedAllToShardedLinear
  QuantizedShardedToAllLinear FullyShardedModule`.split(/\s+/);

const classes = byName(CLASSES);

const checkpoint = nativeFunction('nn.utils.checkpoint', ({ host, site, args }) => {
  const [module, fn] = args;
  return fn?.value ?? module?.value ?? host.unknown('a module', site);
});

export const nn: ModuleValue = moduleOf('mlx.nn', {
  ...classes,
  ...functionMembers(within('nn'), ACTIVATIONS),
  ...opaqueClasses('mlx', 'mlx.nn', OPAQUE),
  losses,
  init,
  value_and_grad: valueAndGrad,
  quantize: nativeFunction('nn.quantize', () => NONE),
  ...Object.fromEntries(
    ['average_gradients', 'fully_shard'].map(name => [
      name,
      opaqueFunction(`nn.${name}`, `what \`${name}\` gives`),
    ]),
  ),
  utils: moduleOf('mlx.nn.utils', { value_and_grad: valueAndGrad, checkpoint }),
  layers: moduleOf('mlx.nn.layers', classes),
});
