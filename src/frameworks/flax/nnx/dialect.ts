/** flax.nnx: modules that hold their weights from construction on. https://flax.readthedocs.io/en/latest/api_reference/flax.nnx/module.html */
import type { Dialect, Method } from '../../modules/dialect.ts';
import { type LayerSpec, moduleLayer } from '../../modules/layer-class.ts';
import { moduleDict, moduleList } from '../../modules/lists.ts';
import { named, noneOfThem, nothing } from '../../modules/methods.ts';
import { moduleClass } from '../../modules/module.ts';
import { sequential } from '../../modules/sequential.ts';
import type { NativeClass } from '../../parts.ts';

/** What linen's modules have and those of nnx have not. */
const notHere =
  (name: string): Method =>
  (module, { host, site }) => {
    const operation = module.kind === 'native' || module.kind === 'object' ? module.class.name : 'A module';
    const instead = 'Modules of nnx hold their weights: call the module itself, `module(x)`';
    host.refuse({
      kind: 'program',
      aspect: 'attribute',
      framework: 'flax',
      operation,
      name,
      instead,
      at: site,
    });
    return host.because({ missing: `\`${name}\`, which modules of nnx do not have`, at: site });
  };

export const NNX: Dialect = {
  framework: 'flax',
  path: 'flax.nnx',
  base: 'Module',
  entry: '__call__',
  input: 'inputs',
  pathSeparator: '.',
  precedes: true,
  registers: [],
  forgets: ['rngs'],
  methods: {
    ...named(['train', 'eval', 'set_attributes', 'sow', 'perturb', 'set_mode'], nothing),
    init: notHere('init'),
    init_with_output: notHere('init_with_output'),
    apply: notHere('apply'),
    ...named(['iter_modules', 'iter_children'], noneOfThem),
  },
};

/** Further parameters that many layers take and no shape depends on. */
export const rest = (...names: readonly string[]): string => names.map(name => `${name}=None`).join(', ');

export const layerClass = (spec: LayerSpec): NativeClass => moduleLayer(NNX, spec);
export const Module = moduleClass(NNX);
export const Sequential = sequential(NNX, 'Sequential');
export const List = moduleList(NNX, 'List');
export const Dict = moduleDict(NNX, 'Dict');
