/** paddle.nn's layers: the base class, containers, and how layers become classes. https://www.paddlepaddle.org.cn/documentation/docs/en/api/paddle/nn/Layer_en.html */
import type { Dialect } from '../modules/dialect.ts';
import { type LayerSpec, moduleLayer } from '../modules/layer-class.ts';
import { moduleDict, moduleList } from '../modules/lists.ts';
import { itself, modulePairs, modules, named, nothing, TREE_METHODS } from '../modules/methods.ts';
import { moduleClass } from '../modules/module.ts';
import type { Options } from '../modules/options.ts';
import { sequential } from '../modules/sequential.ts';
import { createdParameter } from '../modules/weight-tensor.ts';
import { asBool, type NativeClass, string } from '../parts.ts';
import { initialStates } from './recurrent/initial-states.ts';
import { stateDict } from './recurrent/parts.ts';

export const PADDLE_NN: Dialect = {
  framework: 'paddle',
  path: 'paddle.nn',
  base: 'Layer',
  entry: 'forward',
  input: 'x',
  bias: hasBias,
  sequence: 'pairs',
  registers: ['register_buffer', 'add_sublayer', 'add_parameter', 'register_parameter'],
  forgets: [
    'name',
    'weight_attr',
    'bias_attr',
    'weight_ih_attr',
    'weight_hh_attr',
    'bias_ih_attr',
    'bias_hh_attr',
  ],
  methods: {
    ...TREE_METHODS,
    state_dict: stateDict,
    ...named(['to', 'float', 'float16', 'bfloat16', 'apply', 'astype'], itself),
    ...named(
      ['train', 'eval', 'clear_gradients', 'flatten_parameters', 'set_state_dict', 'set_dict'],
      nothing,
    ),
    ...named(['load_dict', 'register_forward_pre_hook', 'register_forward_post_hook'], nothing),
    ...named(['full_name', 'extra_repr'], () => string(undefined)),
    sublayers: modules,
    named_sublayers: modulePairs,
    to_static_state_dict: stateDict,
    get_initial_states: initialStates,
    create_parameter: (_layer, call) => createdParameter(PADDLE_NN, call),
  },
};

/** `bias_attr=False` leaves the bias out; None and attributes keep it. */
function hasBias({ bound }: Options): boolean | undefined {
  const flags = ['bias_attr', 'bias']
    .filter(name => bound.names.includes(name))
    .map(name => bound.value(name));
  if (flags.some(flag => asBool(flag) === false)) return false;
  return flags.every(flag => flag.kind === 'none' || asBool(flag) !== undefined || flag.kind === 'native')
    ? true
    : undefined;
}

export const layerClass = (spec: LayerSpec): NativeClass => moduleLayer(PADDLE_NN, spec);
export const Layer = moduleClass(PADDLE_NN);
export const Sequential = sequential(PADDLE_NN, 'Sequential');
export const LayerList = moduleList(PADDLE_NN, 'LayerList');
export const LayerDict = moduleDict(PADDLE_NN, 'LayerDict');
