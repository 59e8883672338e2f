/** mindspore.nn's cells: the base class, containers, and how layers become classes. https://www.mindspore.cn/docs/en/master/api_python/nn/mindspore.nn.Cell.html */
import type { Dialect } from '../modules/dialect.ts';
import { type LayerSpec, moduleLayer } from '../modules/layer-class.ts';
import { moduleList } from '../modules/lists.ts';
import {
  childPairs,
  children,
  itself,
  modulePairs,
  named,
  nothing,
  parameters,
  weightDict,
  weightPairs,
  weights,
} from '../modules/methods.ts';
import { moduleClass } from '../modules/module.ts';
import { sequential } from '../modules/sequential.ts';
import type { NativeClass } from '../parts.ts';

export const MINDSPORE_NN: Dialect = {
  framework: 'mindspore',
  path: 'mindspore.nn',
  base: 'Cell',
  entry: 'construct',
  input: 'x',
  bias: options => options.flag('has_bias'),
  sequence: 'list',
  registers: ['insert_child_to_cell', 'insert_param_to_cell', 'register_buffer'],
  forgets: ['dtype', 'has_bias', 'weight_init', 'bias_init'],
  methods: {
    ...named(['set_train', 'to_float', 'set_grad', 'recompute', 'apply'], itself),
    ...named(
      ['update_parameters_name', 'compile', 'set_inputs', 'add_flags', 'init_parameters_data'],
      nothing,
    ),
    trainable_params: parameters,
    get_parameters: weights,
    parameters_and_names: weightPairs,
    parameters_dict: weightDict,
    cells: children,
    name_cells: childPairs,
    cells_and_names: modulePairs,
  },
};

export const layerClass = (spec: LayerSpec): NativeClass => moduleLayer(MINDSPORE_NN, spec);
export const Cell = moduleClass(MINDSPORE_NN);
export const SequentialCell = sequential(MINDSPORE_NN, 'SequentialCell');
export const CellList = moduleList(MINDSPORE_NN, 'CellList');
