/**
 * Kinds of values that a parameter takes, where the framework itself checks them: functions that are not written in Python (PyTorch's) take no flag
 * for a number and no number for a flag. In a signature a kind stands behind the name, `dim: int`.
 */
import type { Origin } from '../shapes/index.ts';
import { asInt, type Host, itemsOf, type Value } from '../values/index.ts';

/** None often stands for what a caller elsewhere fills in: only where it is written in its place it proves something. */
export const isWrittenNone = (host: Host, value: Value, at: Origin): boolean =>
  value.kind === 'none' && !value.assumed && /(^|=\s*)None$/.test(host.textOf(at));

interface KindOfValue {
  /** A noun phrase. */
  readonly allowed: string;
  /** Whether a value surely is of another kind. None is asked for by the default alone. */
  readonly refuses: (value: Value) => boolean;
}

const isFloat = (value: Value): boolean => value.kind === 'number' && value.float !== undefined;
const isText = ({ kind }: Value): boolean => kind === 'string' || kind === 'dict';
/** A comparison with what is not known may be an array of truth values. */
const isFlag = (value: Value): boolean => value.kind === 'bool' && value.value !== undefined;
/** Layers and models; what other objects can be taken for their classes say. */
const isModule = (value: Value): boolean =>
  value.kind === 'native' && (value.layer !== undefined || value.model !== undefined);
const isNoNumber = (value: Value): boolean => isText(value) || isModule(value);

/** TorchScript has programs annotate what is a dtype as `int`: a number that nobody has written may be one. */
const isConstant = (value: Value): boolean => asInt(value) !== undefined;

/** A sequence of which an item surely is no integer. */
const hasOthers = (value: Value): boolean =>
  itemsOf(value)?.some(item => isNoNumber(item) || isFloat(item) || isLeftOut(item)) === true;
const isLeftOut = (value: Value): boolean => value.kind === 'none' && !value.assumed;

export const KINDS = {
  int: {
    allowed: 'an integer',
    refuses: value => isNoNumber(value) || isFloat(value) || isFlag(value) || value.kind === 'list',
  },
  ints: {
    allowed: 'an integer, or a tuple of integers',
    refuses: value => isNoNumber(value) || isFloat(value) || isFlag(value) || hasOthers(value),
  },
  shape: {
    allowed: 'a tuple of integers',
    refuses: value => isNoNumber(value) || isFlag(value) || value.kind === 'number' || hasOthers(value),
  },
  number: { allowed: 'a number', refuses: value => isNoNumber(value) || value.kind === 'list' },
  bool: {
    allowed: '`True` or `False`',
    refuses: value => isNoNumber(value) || value.kind === 'list' || value.kind === 'number',
  },
  dtype: {
    allowed: 'a dtype',
    refuses: value =>
      isModule(value) ||
      isFlag(value) ||
      isFloat(value) ||
      isConstant(value) ||
      ['list', 'dict'].includes(value.kind),
  },
  device: {
    allowed: 'a device',
    refuses: value => isModule(value) || isFlag(value) || isFloat(value) || value.kind === 'list',
  },
  packed: {
    allowed: 'a PackedSequence',
    refuses: value => isNoNumber(value) || isFlag(value) || value.kind === 'number',
  },
  Tensor: {
    allowed: 'a Tensor',
    refuses: value => isNoNumber(value) || isFlag(value) || value.kind === 'list' || value.kind === 'number',
  },
} as const satisfies Readonly<Record<string, KindOfValue>>;

export type Kind = keyof typeof KINDS;

export const isKind = (name: string): name is Kind => Object.hasOwn(KINDS, name);
