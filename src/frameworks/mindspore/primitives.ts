/**
 * Operators that are made first and called then: `ops.Concat(axis=1)((a, b))`. What their constructors take goes to the function of the same meaning.
 * https://www.mindspore.cn/docs/en/master/api_python/mindspore.ops.primitive.html
 */
import { opaqueClass } from '../array/opaque.ts';
import { bind, type Call, itemsOf, type NativeClass, signature, type Value } from '../parts.ts';

interface Primitive {
  /** What the constructor takes. */
  readonly made: string;
  /** The function that a call runs. */
  readonly runs: string;
  /** The constructor's arguments by the names that the function has for them. */
  readonly passes?: Readonly<Record<string, string>>;
  /** Names of the call's arguments by position, where the function has them at others. */
  readonly takes?: readonly string[];
}

const plain = (runs: string): Primitive => ({ made: '*args, **kwargs', runs });

const alongAxis = (runs: string, made: string): Primitive => ({ made, runs, passes: { axis: 'axis' } });

const reduced = (runs: string): Primitive => ({
  made: 'keep_dims=False, **kwargs',
  runs,
  passes: { keep_dims: 'keepdim' },
  takes: ['input', 'axis'],
});

const product = (runs: string): Primitive => ({
  made: 'transpose_a=False, transpose_b=False',
  runs,
  passes: { transpose_a: 'transpose_a', transpose_b: 'transpose_b' },
});

/** Called as the function is, but for capitals. */
const LOWERED =
  `Exp Log Sqrt Rsqrt Sin Cos Tan Tanh Sigmoid Abs Neg Sign Square Floor Ceil Round Reciprocal Erf ReLU GeLU Elu
   Add Sub Mul Div Maximum Minimum Pow Equal Less Greater Reshape Transpose Flatten Cast Zeros Ones Gather`.split(
    /\s+/,
  );

const PLAIN: Readonly<Record<string, string>> = {
  ...Object.fromEntries(LOWERED.map(name => [name, name.toLowerCase()])),
  RealDiv: 'div',
  FloorDiv: 'floor_divide',
  TensorAdd: 'add',
  NotEqual: 'ne',
  LessEqual: 'le',
  GreaterEqual: 'ge',
  LogicalAnd: 'logical_and',
  LogicalOr: 'logical_or',
  LogicalNot: 'logical_not',
  ExpandDims: 'expand_dims',
  ZerosLike: 'zeros_like',
  OnesLike: 'ones_like',
  GatherV2: 'gather',
  GatherD: 'gather_elements',
  Select: 'where',
};

const PRIMITIVES: Readonly<Record<string, Primitive>> = {
  ...Object.fromEntries(Object.entries(PLAIN).map(([name, runs]) => [name, plain(runs)])),
  Concat: alongAxis('concat', 'axis=0'),
  Stack: alongAxis('stack', 'axis=0'),
  Pack: alongAxis('stack', 'axis=0'),
  Unstack: alongAxis('unstack', 'axis=0, num=None'),
  Unpack: alongAxis('unstack', 'axis=0, num=None'),
  Softmax: alongAxis('softmax', 'axis=-1'),
  LogSoftmax: alongAxis('log_softmax', 'axis=-1'),
  Squeeze: alongAxis('squeeze', 'axis=()'),
  Argmax: alongAxis('argmax', 'axis=-1, output_type=None'),
  Argmin: alongAxis('argmin', 'axis=-1, output_type=None'),
  Split: { made: 'axis=0, output_num=1', runs: 'chunk', passes: { axis: 'axis', output_num: 'chunks' } },
  Tile: { ...plain('tile'), takes: ['input', 'repeats'] },
  BroadcastTo: { made: 'shape', runs: 'broadcast_to', passes: { shape: 'shape' } },
  ReduceSum: reduced('sum'),
  ReduceMean: reduced('mean'),
  ReduceAny: reduced('any'),
  ReduceAll: reduced('all'),
  MatMul: product('MatMul'),
  BatchMatMul: product('BatchMatMul'),
  ReduceMax: { ...reduced('amax'), passes: { keep_dims: 'keepdims' } },
  ReduceMin: { ...reduced('amin'), passes: { keep_dims: 'keepdims' } },
  ReduceProd: { ...reduced('prod'), passes: { keep_dims: 'keep_dims' } },
  ArgMaxWithValue: {
    made: 'axis=0, keep_dims=False',
    runs: 'max',
    passes: { axis: 'axis', keep_dims: 'keepdims' },
  },
  ArgMinWithValue: {
    made: 'axis=0, keep_dims=False',
    runs: 'min',
    passes: { axis: 'axis', keep_dims: 'keepdims' },
  },
  OneHot: { ...plain('one_hot'), takes: ['indices', 'depth', 'on_value', 'off_value'] },
  CumSum: { ...plain('cumsum'), takes: ['input', 'axis'] },
  TopK: { ...plain('topk'), takes: ['input', 'k'] },
  ReverseSequence: { ...plain('flip'), takes: ['input', 'seq_lengths'] },
  L2Normalize: { ...plain('flip'), takes: ['input'] },
  StridedSlice: plain('strided_slice'),
  Slice: plain('slice'),
  GatherNd: plain('gather_nd'),
};

/** Positions may have other names in the function, and `()` stands for all axes. */
function argumentsOf({ args }: Call, { takes = [] }: Primitive): Call['args'] {
  return args.flatMap((argument, i) => {
    const name = argument.name ?? takes[i];
    return name === 'axis' && isEmpty(argument.value) ? [] : [{ ...argument, name }];
  });
}

const isEmpty = (value: Value): boolean => itemsOf(value)?.length === 0;

function primitive(
  name: string,
  own: Primitive,
  functions: Readonly<Record<string, () => Value>>,
): NativeClass {
  const run = functions[own.runs];
  return opaqueClass({
    qualified: `mindspore.ops.${name}`,
    framework: 'mindspore',
    behave: made => {
      const bound = bind(made, signature(own.made), name, 'mindspore');
      const passed = Object.entries(own.passes ?? {}).flatMap(([option, as]) => {
        const value = bound.value(option);
        return isEmpty(value) ? [] : [{ name: as, value, at: bound.at(option) }];
      });
      return {
        invoke: call =>
          bound.refused || call.open || !run
            ? call.host.unknown(`what \`${name}\` gives`, call.site)
            : call.host.call(run(), [...argumentsOf(call, own), ...passed], call.site),
      };
    },
  });
}

export const primitives = (
  functions: Readonly<Record<string, () => Value>>,
): Readonly<Record<string, Value>> => ({
  ...Object.fromEntries(
    Object.entries(PRIMITIVES).map(([name, own]) => [name, primitive(name, own, functions)]),
  ),
  Shape: opaqueClass({
    qualified: 'mindspore.ops.Shape',
    framework: 'mindspore',
    behave: () => ({
      invoke: ({ host, args: [input], site }) =>
        input ? host.attribute(input.value, 'shape', site) : host.unknown('a shape', site),
    }),
  }),
});
