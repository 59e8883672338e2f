/** Values in the place of a sequence, a condition or an operand that they are not. */
import { refuseArgument } from '../../frameworks/array/scene.ts';
import { isBareFunction } from '../../frameworks/kinds.ts';
import type { Origin } from '../../shapes/index.ts';
import {
  type Argument,
  type Call,
  isPerhapsObject,
  isWithoutItems,
  shapeOf,
  type TensorValue,
  type Value,
} from '../../values/index.ts';
import type { Machine } from '../machine.ts';
import { isSure, plainType, refuse, withArticle } from './refusal.ts';
import { hasNoItems } from './subscripts.ts';

/** What is said of a number that is an array. NumPy's are numbers or arrays, Keras's and TensorFlow's computed or symbolic, each with words of its own. */
const SCALARS: Readonly<Partial<Record<TensorValue['framework'], string>>> = {
  torch: 'iteration over a 0-d tensor',
  jax: 'iteration over a 0-d array',
  keras: '',
  tensorflow: '',
  numpy: '',
};

/** What is looped over or unpacked and surely has no items; undefined where it may have some. */
export function refuseIteration(
  m: Machine,
  value: Value,
  at: Origin,
  how: 'looped' | 'unpacked' = 'looped',
): Value | undefined {
  if (!isSure(m) || m.tolerated > 0) return undefined;
  const isScalar =
    value.kind === 'tensor' &&
    SCALARS[value.framework] !== undefined &&
    shapeOf(value)?.length === 0 &&
    !isPerhapsObject(value);
  const type = value.kind === 'number' || value.kind === 'none' ? plainType(value) : layerType(m, value);
  if (!isScalar && !type) return undefined;
  const isFunctionItself = type === 'function' || type === 'method';
  const plain =
    how === 'looped' ? `'${type}' object is not iterable` : `cannot unpack non-iterable ${type} object`;
  return refuse(m, {
    aspect: 'sequence',
    name: isScalar ? 'a tensor without axes' : withArticle(type ?? ''),
    operation: isScalar ? value.source.operation : '',
    framework: isScalar ? value.framework : undefined,
    at,
    // What Python calls a function says how it is written, and who gave it.
    says: isScalar ? SCALARS[value.framework] || undefined : isFunctionItself ? undefined : plain,
    instead: isFunctionItself ? 'A call needs brackets: `()`' : undefined,
  });
}

/** The class of a layer, or of a module of the program's own, that has no items to be looped over. */
function layerType(m: Machine, value: Value): string | undefined {
  if (m.run.patchedClasses.size > 0) return undefined;
  if (value.kind === 'object') return hasNoItems(m, value, '__iter__') ? value.class.name : undefined;
  // `for p in model.parameters:`
  if (isBareFunction(value)) return value.kind === 'bound' ? 'method' : 'function';
  return isWithoutItems(value) ? value.class.name : undefined;
}

/** A layer beside what it surely makes nothing with. What is symbolic in Keras takes it until it runs. */
function isOperandOf({ value: layer }: Argument, { value }: Argument): boolean {
  if (layer.kind !== 'native' || layer.layer === undefined) return false;
  const { framework } = layer.class;
  if (framework !== 'torch' && framework !== 'keras') return false;
  const isArray =
    framework === 'keras' && value.kind === 'tensor' && !value.graph && value.framework !== 'tensorflow';
  const isOther = value.kind === 'native' && value.layer !== undefined;
  return value.kind === 'number' || isOther || isArray;
}

/** What has operators of its own, none of which takes None. PyTorch's tensors say so themselves. */
const isComputed = ({ kind, ...value }: Value): boolean =>
  kind === 'number' || (kind === 'tensor' && 'framework' in value && value.framework !== 'torch');

interface Operator {
  readonly op: string;
  readonly site: Origin;
}

/** `loss + f(x)` of a function that gives nothing. Arrays of NumPy of objects ask those. */
function refuseNothing(
  m: Machine,
  left: Argument,
  right: Argument,
  { op, site }: Operator,
): Value | undefined {
  const other = left.value.kind === 'none' ? right : left;
  const nothing = other === right ? left : right;
  if (plainType(nothing.value) !== 'NoneType' || !isComputed(other.value) || m.tolerated > 0)
    return undefined;
  const scene = { host: m.host, framework: 'python', operation: op, site } as const;
  refuseArgument(scene, {
    aspect: 'type',
    parameter: nothing === left ? 'left' : 'right',
    allowed: 'a number or a tensor',
    given: 'None',
    at: nothing.at,
    says: /^[<>]/.test(op) ? 'not supported between instances of' : `unsupported operand type(s) for ${op}`,
  });
  return m.host.because({ missing: `\`${m.host.textOf(site)}\`, which is refused here`, at: site });
}

/** `lstm * 2`: a layer is no operand; undefined where it may be one. */
export function refuseOperator(m: Machine, { args, site }: Call, op: string): Value | undefined {
  const [left, right] = args;
  if (!left || !right || !isSure(m)) return undefined;
  const nothing = refuseNothing(m, left, right, { op, site });
  if (nothing) return nothing;
  const layer = isOperandOf(left, right) ? left : isOperandOf(right, left) ? right : undefined;
  if (layer?.value.kind !== 'native' || m.run.patchedClasses.size > 0) return undefined;
  const scene = { host: m.host, framework: 'python', operation: op, site } as const;
  refuseArgument(scene, {
    aspect: 'type',
    parameter: layer === left ? 'left' : 'right',
    allowed: 'a number or a tensor',
    given: `a ${layer.value.class.name}`,
    at: layer.at,
    says: /^[<>]/.test(op) ? 'not supported between instances of' : `unsupported operand type(s) for ${op}`,
  });
  return m.host.because({ missing: `\`${m.host.textOf(site)}\`, which is refused here`, at: site });
}
