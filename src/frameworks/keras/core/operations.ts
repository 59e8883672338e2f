/**
 * Functions and operators on symbolic tensors of Keras 3, each an operation with a name of its own, which summaries list beside the layers.
 * Source: keras/src/ops/operation.py, function.py (`map_graph`).
 */
import type { Shape } from '../../../shapes/index.ts';
import { beside, type Call, type NativeClass, type NativeValue, type TensorValue } from '../../parts.ts';
import type { Flavour } from './flavour.ts';
import { flavourOf } from './graph-flavour.ts';
import { autoName } from './names.ts';
import { isWithinLayer } from './within-layer.ts';

export interface OperationFacts {
  readonly name: string;
  readonly outputs: readonly (Shape | undefined)[];
}

const FACTS = beside<NativeValue, OperationFacts>();

export const operationFacts = (value: NativeValue): OperationFacts | undefined => FACTS.get(value);

/** Where the class is not called as the function is, in capitals: recorded of every function of keras.ops in Keras 3.15. */
const CLASSES: Readonly<Record<string, string>> = {
  abs: 'Absolute',
  allclose: 'AllClose',
  cdist: 'CDist',
  conj: 'Conjugate',
  fft: 'FFT',
  fft2: 'FFT2',
  hard_swish: 'HardSilu',
  ifft2: 'IFFT2',
  irfft: 'IRFFT',
  isin: 'IsIn',
  layer_normalization: 'LayerNorm',
  rfft: 'RFFT',
  rms_normalization: 'RMSNorm',
  svd: 'SVD',
  swish: 'Silu',
};

/** Of operators as they are written. */
const OPERATORS: Readonly<Record<string, string>> = {
  '+': 'Add',
  '-': 'Subtract',
  '*': 'Multiply',
  '/': 'TrueDivide',
  '//': 'FloorDivide',
  '%': 'Mod',
  '**': 'Power',
  '@': 'Matmul',
  '>': 'Greater',
  '>=': 'GreaterEqual',
  '<': 'Less',
  '<=': 'LessEqual',
  '!=': 'NotEqual',
  '&': 'LogicalAnd',
  '|': 'LogicalOr',
  '^': 'LogicalXor',
  '[]': 'GetItem',
};

/** 'keras.ops.expand_dims' is made an `ExpandDims`; undefined: it is not known what. */
function classOf(operation: string): string | undefined {
  if (Object.hasOwn(OPERATORS, operation)) return OPERATORS[operation];
  const name = operation.slice(operation.lastIndexOf('.') + 1);
  if (!/^[a-z]\w*$/.test(name)) return undefined;
  return Object.hasOwn(CLASSES, name)
    ? CLASSES[name]
    : name.replace(/(^|_)([a-z0-9])/g, (_all, _gap, first: string) => first.toUpperCase());
}

/** The operation that makes these tensors of symbolic ones; undefined: it is none, or it is not known which. */
export function operationOf(
  call: Pick<Call, 'host' | 'site'>,
  operation: string | undefined,
  inputs: readonly TensorValue[],
  outputs: readonly (Shape | undefined)[],
): NativeValue | undefined {
  const className = operation === undefined || isWithinLayer() ? undefined : classOf(operation);
  const flavour = className === undefined ? undefined : inputs.map(flavourOf).find(known => known);
  return className !== undefined && flavour?.name === 'keras3'
    ? makeOperation(call, flavour, className, outputs)
    : undefined;
}

export function makeOperation(
  { host, site }: Pick<Call, 'host' | 'site'>,
  flavour: Flavour,
  className: string,
  outputs: readonly (Shape | undefined)[],
): NativeValue {
  const value: NativeValue = {
    kind: 'native',
    id: host.nextId(),
    class: typeOf(className),
    site,
    layer: undefined,
    model: undefined,
    behaviour: {},
  };
  FACTS.set(value, { name: autoName(host, flavour, className), outputs });
  return value;
}

const typeOf = (name: string): NativeClass => ({
  kind: 'native-class',
  name,
  qualified: `keras.ops.${name}`,
  framework: 'keras',
  ancestors: [],
  construct: call => call.host.unknown('an operation made by hand', call.site),
});
