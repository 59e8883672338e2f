/** Attributes that are not there. */
import { tensorBehaviour } from '../../frameworks/index.ts';
import { isNoClass } from '../../frameworks/kinds.ts';
import type { Origin } from '../../shapes/index.ts';
import type { ClassValue, Lack, NativeClass, ObjectValue, Value } from '../../values/index.ts';
import { classMember, isClosed, nativeBase } from '../classes.ts';
import type { Machine } from '../machine.ts';
import { TENSOR_ATTRIBUTES } from '../tuples.ts';
import { lacksOfModels, lacksOwn } from './own-attributes.ts';
import { isOfNoPlainType, lacksPlain } from './plain-attributes.ts';
import { isSure, plainType, type Refusal, refuse, subjectOf } from './refusal.ts';

/** `self.hidden = 5` where what stands for `self` is a number or a text; undefined where it may take attributes. */
export function refuseSetting(m: Machine, object: Value, name: string, at: Origin): Value | undefined {
  const isPlain = object.kind === 'number' || object.kind === 'string';
  const type = isPlain && isSure(m) ? plainType(object) : undefined;
  if (!type) return undefined;
  return refuse(m, {
    aspect: 'attribute',
    name,
    operation: subjectOf(type),
    at,
    says: `'${type}' object has no attribute '${name}'`,
  });
}

/** Methods that a framework's base classes give, and that nobody writes into an object from outside. */
const OF_BASES =
  /^(register_(buffer|parameter|module)|add_module|(named_)?parameters|state_dict|load_state_dict|add_weight)$/;

/** Whether its own methods may give any attribute. */
const answersNames = (m: Machine, cls: ClassValue): boolean =>
  ['__getattr__', '__getattribute__'].some(special => classMember(m, cls, special) !== undefined);

/** An object of a class that was not derived from the framework's. */
const lacksBase = (m: Machine, { class: cls }: ObjectValue, name: string): boolean =>
  OF_BASES.test(name) && isClosed(cls) && !nativeBase(cls) && !answersNames(m, cls);

/** An object of a class derived from the framework's alone, which has nothing of this name. */
const lacksOfModule = (m: Machine, { class: cls }: ObjectValue, name: string): boolean =>
  nativeBase(cls)?.extend?.lacks?.(name) === true && isClosed(cls) && !answersNames(m, cls);

/** Whether a value of a framework's surely has no attribute of this name. */
export function lacksAttribute(object: Value, name: string): boolean {
  if (object.kind === 'tensor') return tensorBehaviour(object.framework)?.lacks?.(object, name) === true;
  return lackOf(object, name) !== undefined;
}

/** What a native value says of an attribute that it surely lacks; undefined where it may have it. */
function lackOf(object: Value, name: string): Partial<Lack> | undefined {
  const lack = object.kind === 'native' && object.behaviour.lacks?.(name);
  return lack === true ? {} : lack || undefined;
}

/** Attributes of functions that begin with no underscore; written into one of Python's own they may be any. */
const lacksOfFunction = (m: Machine, object: Value, name: string): boolean =>
  object.kind === 'native-function' &&
  isNoClass(object) &&
  object.member === undefined &&
  !name.startsWith('_') &&
  !isGivenAnywhere(m, name);

/** A class itself, where only its objects have it: `nn.LSTM.hidden_size`. */
const lacksOfClass = (m: Machine, object: NativeClass, name: string): boolean =>
  object.lacks?.(name) === true && !m.run.patchedClasses.has(object.qualified) && !isGivenAnywhere(m, name);

interface Lacking extends Pick<Refusal, 'operation' | 'framework' | 'instead'> {
  /** As Python calls it: "'LSTM' object". */
  readonly subject: string;
}

/** An object of the program's own, or a value of a type of Python's, that surely has no attribute of this name. */
function lackingOf(m: Machine, object: Value, name: string, at: Origin): Lacking | undefined {
  if (object.kind === 'object') {
    const { name: operation } = object.class;
    const subject = `'${operation}' object`;
    if (lacksBase(m, object, name) || lacksOfModels(m, object, name)) return { subject, operation };
    const isLacking = lacksOwn(m, object, name, m.host.textOf(at)) || lacksOfModule(m, object, name);
    return isLacking ? { subject, operation, framework: nativeBase(object.class)?.framework } : undefined;
  }
  if (object.kind === 'native-class') {
    if (!lacksOfClass(m, object, name)) return undefined;
    return {
      subject: `type object '${object.name}'`,
      operation: `The class ${object.name}`,
      framework: object.framework,
      instead: 'A layer is made of its class first, by a call of it',
    };
  }
  // A method of a tensor, or a function of a library: how Python calls it differs.
  if (lacksOfFunction(m, object, name)) return { subject: 'object', operation: 'A function' };
  const isFloat = object.kind === 'number' && !object.dim && isOfNoPlainType(name);
  const type =
    object.kind === 'bool' && object.value !== undefined ? 'bool' : isFloat ? 'float' : plainType(object);
  return type && lacksPlain(m, object, type, name)
    ? { subject: `'${type}' object`, operation: subjectOf(type) }
    : undefined;
}

/** What tensors of Keras, TensorFlow and NumPy may have. */
const OF_ARRAYS = new Set(
  `T all any argmax argmin argsort assign assign_add assign_sub astype backing_device byteswap choose clip compress conj constraint consumers copy cpu
   cumprod cumsum ctypes data device diagonal dot dtype dump dumps eval experimental_ref fill flags flat flatten get_shape getfield gpu graph handle imag inferred_value is_packed is_tensor_like item
   itemset itemsize max mean min name nbytes ndim node nonzero numpy op partition path prod ptp put ragged ragged_rank ravel real record_history row_splits_dtype ref repeat
   reshape resize round searchsorted set_shape setfield setflags shape size sort sparse squeeze std strides sum swapaxes take tobytes tofile tolist
   tostring trace trainable transpose type_spec value values var view`.split(/\s+/),
);

/** `self.rnn` where a method's parameters stand in another order, so that `self` is an array. */
const isArrayAsSelf = (m: Machine, object: Value, name: string, at: Origin): boolean =>
  object.kind === 'tensor' &&
  (object.framework === 'keras' || object.framework === 'numpy') &&
  m.host.textOf(at) === `self.${name}` &&
  !name.startsWith('_') &&
  !OF_ARRAYS.has(name);

/** `x.head` of what a model begins with: inside of a layer it is a tensor of the backend's. */
const isOfSymbol = (m: Machine, object: Value, name: string, at: Origin): boolean =>
  object.kind === 'tensor' &&
  object.framework === 'keras' &&
  object.graph &&
  m.host.isTopLevel() &&
  !name.startsWith('_') &&
  !OF_ARRAYS.has(name) &&
  !m.host.mentions(`${m.host.textOf(at)} =`);

/** `y.rnn` of an array, where the program's own objects have what is asked for. */
const isOfObjects = (m: Machine, object: Value, name: string, at: Origin): boolean =>
  object.kind === 'tensor' &&
  (object.framework === 'keras' || object.framework === 'numpy') &&
  object.dtype !== undefined &&
  object.dtype !== 'string' &&
  m.host.isTopLevel() &&
  m.host.mentions(`self.${name} =`) &&
  !OF_ARRAYS.has(name) &&
  !TENSOR_ATTRIBUTES.has(name) &&
  !OF_OTHER_BACKENDS.test(name) &&
  !m.host.mentions(`${m.host.textOf(at)} =`);

/** Whether the text gives the attribute to something; `self.rnn = ` is one of the object whose method it stands in. */
const isGivenAnywhere = (m: Machine, name: string): boolean =>
  m.project.ask(m.statement.file, `gives .${name}`, source =>
    new RegExp(`(?<!\\bself)\\.${name} =`).test(source?.text ?? ''),
  );

/** A tensor of PyTorch's takes any attribute. */
const isGiven = (m: Machine, object: Value, name: string): boolean =>
  object.kind === 'tensor' && object.framework === 'torch' && isGivenAnywhere(m, name);

/** What tensors of PyTorch's and arrays of JAX have that code gives names to as well. */
const OF_OTHER_BACKENDS =
  /^(at|aval|grad|grad_fn|is_leaf|requires_grad|layout|names|H|mT|sharding|itemsize|nbytes|module|pos)$/;

/** `x.name` that is surely not there; undefined where it may be. */
export function refuseAttribute(m: Machine, object: Value, name: string, at: Origin): Value | undefined {
  if (!isSure(m)) return undefined;
  const own = lackingOf(m, object, name, at);
  if (own) {
    const { subject, ...rest } = own;
    return refuse(m, {
      aspect: 'attribute',
      name,
      ...rest,
      at,
      says: `${subject} has no attribute '${name}'`,
    });
  }
  const isMissing =
    (lacksAttribute(object, name) && !isGiven(m, object, name)) ||
    isArrayAsSelf(m, object, name, at) ||
    isOfSymbol(m, object, name, at) ||
    isOfObjects(m, object, name, at);
  if (!isMissing) return undefined;
  const native = object.kind === 'native' ? object : undefined;
  if (native && m.run.patchedClasses.has(native.class.qualified)) return undefined;
  const type = native?.class.name ?? 'Tensor';
  const isOfKeras = object.kind === 'tensor' && object.framework !== 'torch';
  return refuse(m, {
    aspect: 'attribute',
    name,
    operation: native ? type : 'A tensor',
    framework: native?.class.framework ?? (object.kind === 'tensor' ? object.framework : undefined),
    at,
    // Those of Keras have other types where a layer's `call` runs.
    says: `${isOfKeras ? '' : `'${type}' `}object has no attribute '${name}'`,
    ...lackOf(object, name),
  });
}
