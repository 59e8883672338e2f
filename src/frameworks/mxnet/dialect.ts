/** Gluon's blocks: the base classes, containers, and how layers become classes. https://mxnet.apache.org/versions/1.9.1/api/python/docs/api/gluon/block.html */
import type { Dialect } from '../modules/dialect.ts';
import { type LayerSpec, moduleLayer } from '../modules/layer-class.ts';
import { itself, named, nothing } from '../modules/methods.ts';
import { sequential } from '../modules/sequential.ts';
import type { NativeClass } from '../parts.ts';
import { parameterOf } from './parameter.ts';

export const GLUON: Dialect = {
  framework: 'mxnet',
  path: 'mxnet.gluon.nn',
  base: 'Block',
  entry: 'forward',
  input: 'x',
  sequence: 'added',
  registers: [],
  forgets: 'all',
  parameter: parameterOf,
  methods: {
    ...named(['apply'], itself),
    ...named(
      [
        'initialize',
        'hybridize',
        'save_parameters',
        'load_parameters',
        'save_params',
        'load_params',
        'load_dict',
        'cast',
        'zero_grad',
        'setattr',
        'summary',
        'export',
        'infer_shape',
        'infer_type',
        'reset_ctx',
        'reset_device',
        'reset',
        'register_forward_hook',
        'register_forward_pre_hook',
        'register_op_hook',
        'share_parameters',
      ],
      nothing,
    ),
    collect_params: (_block, { host, site }) => host.unknown('the parameters of a block', site),
    name_scope: (_block, { host, site }) => host.unknown('a name scope', site),
  },
};

/** Where the recurrent layers live. */
export const GLUON_RNN: Dialect = { ...GLUON, path: 'mxnet.gluon.rnn', input: 'inputs' };

/** All layers take a prefix for the names of their parameters. */
const withPrefix = (text: string): string =>
  text.includes('**') || text.includes('prefix')
    ? text
    : `${text}${text ? ', ' : ''}prefix=None, params=None`;

export const layerClass = (spec: LayerSpec, dialect = GLUON): NativeClass =>
  moduleLayer(dialect, {
    ...spec,
    signature: withPrefix(spec.signature),
    bases: [...(spec.bases ?? []), 'HybridBlock'],
  });

export const Sequential = sequential(GLUON, 'Sequential');
export const HybridSequential = sequential(GLUON, 'HybridSequential');
