/**
 * Kinds of values that a parameter takes, where the framework itself checks them: functions that are not written in Python (PyTorch's) take no flag
 * for a number and no number for a flag. In a signature a kind stands behind the name, `dim: int`.
 */
import { countBesideOne, type Origin } from '../shapes/index.ts';
import {
  asBool,
  asInt,
  type Host,
  isFloat,
  isFrameworkGuessed,
  itemsOf,
  shapeOf,
  type Value,
} from '../values/index.ts';

/** None often stands for what a caller elsewhere fills in: only where it is written in its place, or given to the parameter that stands there, it proves something. */
export const isWrittenNone = (host: Host, value: Value, at: Origin): boolean =>
  value.kind === 'none' &&
  !value.assumed &&
  (value.isGiven === true || /(^|=\s*)None$/.test(host.textOf(at)));

/** A float where an integer is needed, as Python writes it; undefined where the code has the number itself. */
export const floatWords = (host: Host, value: Value, at: Origin): string | undefined =>
  value.kind === 'number' && value.float !== undefined && !/^(\w+\s*=\s*)?[-\d.]/.test(host.textOf(at))
    ? `a float, ${value.float}${Number.isInteger(value.float) ? '.0' : ''}`
    : undefined;

/** An array of NumPy's, which a framework whose tensors are symbolic cannot take for one of them. */
export const isNumpyArray = (value: Value): boolean =>
  value.kind === 'tensor' && value.framework === 'numpy' && !value.graph && !isFrameworkGuessed(value);

interface KindOfValue {
  /** A noun phrase. */
  readonly allowed: string;
  /** Whether a value surely is of another kind. None is asked for by the default alone. */
  readonly refuses: (value: Value) => boolean;
}

const isText = ({ kind }: Value): boolean => kind === 'string' || kind === 'dict';
/** A comparison with what is not known may be an array of truth values. */
const isFlag = (value: Value): boolean => asBool(value) !== undefined;
/** Layers and models; what other objects can be taken for their classes say. */
export const isModule = (value: Value): boolean =>
  value.kind === 'native' && (value.layer !== undefined || value.model !== undefined);
const isNoNumber = (value: Value): boolean => isText(value) || isModule(value) || isFunction(value);

/** `x.size` for `x.size(0)`: a function or a class in the place of what it gives. What a decorator has made something else of is left out, and what is known by name alone. */
export const isFunction = (value: Value): boolean =>
  value.kind === 'native-class' ? value.role === 'layer' : isBareFunction(value);

/** The same without classes of layers. */
export function isBareFunction(value: Value): boolean {
  switch (value.kind) {
    case 'bound':
      return isBareFunction(value.function);
    case 'function':
      return value.keepsParameters && value.decoration === 'none';
    case 'native-function':
      return value.standing === undefined && value.wraps === undefined;
    default:
      return false;
  }
}

/** The same of what is surely no class, for those are subscripted (`list[int]`): Python's own (`dict`, `collections.deque`) and some of frameworks are functions here. */
export const isNoClass = (value: Value): boolean =>
  isBareFunction(value) &&
  (value.kind !== 'native-function' || value.receiver !== undefined || value.isFunction === true);

const isNoInt = (value: Value): boolean =>
  isNoNumber(value) || isFloat(value) || isFlag(value) || value.kind === 'list';

/** TorchScript has programs annotate what is a dtype as `int`: a number that nobody has written may be one. */
const isConstant = (value: Value): boolean => asInt(value) !== undefined;

const isNoInteger = (value: Value): boolean =>
  isNoNumber(value) || isFloat(value) || isLeftOut(value) || value.kind === 'list';

/** A sequence of which an item surely is no integer; a flag is one behind the first place. */
const hasOthers = (value: Value): boolean =>
  itemsOf(value)?.some((item, i) => isNoInteger(item) || (i === 0 && isFlag(item))) === true;
const isLeftOut = (value: Value): boolean => value.kind === 'none' && !value.assumed;

/** A tensor that stands for one number has none. */
const hasAxes = (value: Value): boolean =>
  value.kind === 'tensor' && value.framework === 'torch' && (shapeOf(value)?.length ?? 0) > 0;

/** A tensor of one element counts as an integer, one of several as none and as no sequence of them. */
export function isOfMany(value: Value): boolean {
  const isOurs = value.kind === 'tensor' && value.framework === 'torch';
  return isOurs && countBesideOne(shapeOf(value)) !== undefined;
}

/** What no size of a layer can be: several numbers, or a float. */
export const isNoSize = (value: Value): boolean =>
  isOfMany(value) ||
  (value.kind === 'tensor' && value.framework === 'torch' && value.dtype === 'float' && isShaped(value));

/** A recurrent layer gives packed sequences for packed ones: of what it was given nothing but the call itself says that it is a tensor. */
function mayBePacked(value: Value): boolean {
  if (value.kind !== 'tensor' || value.source.layer?.layer?.recurrent !== true) return false;
  const [input] = value.source.parents;
  return input?.shape === undefined || mayBePacked(input);
}

/** Whether it surely is a tensor of PyTorch's. */
const isShaped = (value: Value): boolean =>
  value.kind === 'tensor' &&
  value.framework === 'torch' &&
  !isFrameworkGuessed(value) &&
  shapeOf(value) !== undefined;

const isNameOfNothing = (value: Value, names: (name: string) => boolean): boolean =>
  value.kind === 'string' && value.value !== undefined && !names(value.value);

/** What `x.dtype` stands for is a text here too. */
const isDtypeName = (name: string): boolean =>
  /^(torch\.|tf\.|np\.)?(b?float|double|half|single|u?int|long|short|char|byte|bool|complex|c(float|double|half)|bits|q?u?int|str)\w*$/.test(
    name,
  );

/** Kinds of devices that PyTorch knows, and those that its backends beside it add. */
const DEVICES =
  /^(?!gpu)(cpu|cuda|ipu|xpu|xla|mps|meta|hpu|hip|npu|mlu|musa|dml|fpga|maia|mtia|ve|vulkan|lazy|ideep|mkldnn|open[cg]l|privateuse\w*|\w*pu)(:\w+)?$/;

export const KINDS = {
  int: {
    allowed: 'an integer',
    refuses: isNoInt,
  },
  /** In a form of its own, so that it is not an operand of another one. */
  axis: {
    allowed: 'an integer',
    refuses: value => isNoInt(value) || isOfMany(value),
  },
  ints: {
    allowed: 'an integer, or a tuple of integers',
    refuses: value =>
      isNoNumber(value) || isFloat(value) || isFlag(value) || hasOthers(value) || isOfMany(value),
  },
  /** Where a flag is another argument of an old form. */
  axes: {
    allowed: 'an integer, or a tuple of integers',
    refuses: value => isNoNumber(value) || isFloat(value) || hasOthers(value),
  },
  shape: {
    allowed: 'a tuple of integers',
    refuses: value =>
      isNoNumber(value) || isFlag(value) || value.kind === 'number' || hasOthers(value) || isOfMany(value),
  },
  /** One integer, or a tensor of them. */
  count: {
    allowed: 'an integer, or a Tensor',
    refuses: value => isNoNumber(value) || isFloat(value) || isFlag(value) || value.kind === 'list',
  },
  /** Counted with in Python, where a flag is a number. */
  whole: {
    allowed: 'an integer',
    refuses: value => isNoNumber(value) || isFloat(value) || value.kind === 'list',
  },
  /** Sizes among others, where a flag counts as one. */
  sizes: {
    allowed: 'an integer, or a tuple of integers',
    refuses: value =>
      isNoNumber(value) || isFloat(value) || itemsOf(value)?.some(isNoInteger) === true || isOfMany(value),
  },
  padding: {
    allowed: "an integer, a tuple of integers, 'same' or 'valid'",
    refuses: value => isModule(value) || isFloat(value) || isFlag(value) || hasOthers(value),
  },
  number: {
    allowed: 'a number',
    refuses: value => isNoNumber(value) || value.kind === 'list' || hasAxes(value),
  },
  bool: {
    allowed: '`True` or `False`',
    refuses: value => isNoNumber(value) || value.kind === 'list' || value.kind === 'number',
  },
  /** What Python asks for its truth: of losses, which are made before they are called. */
  truth: {
    allowed: '`True` or `False`: a loss is made first, and called with input and target then',
    refuses: isOfMany,
  },
  function: {
    allowed: 'a function',
    refuses: value => isFlag(value) || ['number', 'list', 'dict', 'tensor'].includes(value.kind),
  },
  text: {
    allowed: 'a string',
    refuses: value =>
      isModule(value) || isFlag(value) || ['number', 'list', 'dict', 'tensor'].includes(value.kind),
  },
  dtype: {
    allowed: 'a dtype',
    refuses: value =>
      isModule(value) ||
      isNameOfNothing(value, isDtypeName) ||
      isFlag(value) ||
      isFloat(value) ||
      isConstant(value) ||
      ['list', 'dict'].includes(value.kind),
  },
  layout: {
    allowed: 'a layout',
    refuses: value => isNoNumber(value) || isFlag(value) || isFloat(value) || isConstant(value),
  },
  device: {
    allowed: 'a device',
    refuses: value =>
      isModule(value) ||
      isNameOfNothing(value, name => DEVICES.test(name)) ||
      isFlag(value) ||
      isFloat(value) ||
      ['list', 'native-class'].includes(value.kind) ||
      (asInt(value) ?? 0) < 0,
  },
  packed: {
    allowed: 'a PackedSequence',
    refuses: value =>
      isNoNumber(value) ||
      isFlag(value) ||
      ['number', 'list'].includes(value.kind) ||
      (isShaped(value) && !mayBePacked(value)),
  },
  Tensor: {
    allowed: 'a Tensor',
    refuses: value => isNoNumber(value) || isFlag(value) || value.kind === 'list' || value.kind === 'number',
  },
} as const satisfies Readonly<Record<string, KindOfValue>>;

export type Kind = keyof typeof KINDS;

export const isKind = (name: string): name is Kind => Object.hasOwn(KINDS, name);
