/** torch.nn's modules: the base class, containers, and how layers become classes. https://docs.pytorch.org/docs/stable/generated/torch.nn.Module.html */
import type { Dialect } from '../modules/dialect.ts';
import { type LayerSpec, moduleLayer } from '../modules/layer-class.ts';
import { moduleDict, moduleList } from '../modules/lists.ts';
import { itself, modulePairs, modules, named, nothing, submodule, TREE_METHODS } from '../modules/methods.ts';
import { moduleClass } from '../modules/module.ts';
import { sequential } from '../modules/sequential.ts';
import { doubtTrainedBelow, doubtTrainingBelow } from '../modules/trained.ts';
import { asBool, type NativeClass, string } from '../parts.ts';
import { applied } from './applied.ts';
import { converting, convertingTo } from './converting.ts';
import { isOfEveryModule, isOfTensorsAlone, moduleLacks } from './lacks.ts';
import { isOfObjectsAlone, isProperty } from './layer-attributes.ts';
import { loadStateDict } from './load-state.ts';
import { methodsOfClass } from './unbound.ts';

export const TORCH_NN: Dialect = {
  framework: 'torch',
  path: 'torch.nn',
  base: 'Module',
  entry: 'forward',
  registers: ['register_buffer', 'register_parameter', 'register_module', 'add_module'],
  forgets: ['device', 'dtype'],
  trainsFloats: 'Only Tensors of floating point and complex dtype can require gradients',
  lacks: moduleLacks,
  classLacks: isOfObjectsAlone,
  classProperties: isProperty,
  classMethods: methodsOfClass,
  lacksOwn: isOfTensorsAlone,
  inherited: isOfEveryModule,
  methods: {
    ...TREE_METHODS,
    ...named(['share_memory'], itself),
    eval: (module, { host }) => {
      doubtTrainingBelow(host, module);
      return module;
    },
    train: (module, { host, args: [mode] }) => {
      if (mode && asBool(mode.value) !== true) doubtTrainingBelow(host, module);
      return module;
    },
    requires_grad_: (module, { host }) => {
      doubtTrainedBelow(host, module);
      return module;
    },
    apply: applied,
    ...named(['cuda', 'cpu', 'to_empty'], itself),
    ...named(['to', 'type'], converting),
    float: convertingTo('single'),
    double: convertingTo('double'),
    half: convertingTo('half'),
    bfloat16: convertingTo('bfloat16'),
    ...named(['zero_grad', 'compile', 'flatten_parameters', 'reset_parameters'], nothing),
    extra_repr: () => string(undefined),
    modules,
    named_modules: modulePairs,
    load_state_dict: loadStateDict,
    get_submodule: submodule,
  },
};

export const layerClass = (spec: LayerSpec): NativeClass => moduleLayer(TORCH_NN, spec);
export const Module = moduleClass(TORCH_NN);
export const Sequential = sequential(TORCH_NN, 'Sequential');
export const ModuleList = moduleList(TORCH_NN, 'ModuleList');
export const ModuleDict = moduleDict(TORCH_NN, 'ModuleDict');
