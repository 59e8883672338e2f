/**
 * The language of pickle, read without doing what it says: names are looked up in a list of what may be built, and nothing is ever called.
 * Source: Lib/pickletools.py of Python (opcodes); protocols 1 to 5, without the text forms of protocol 0.
 */
import { Cursor } from '../bytes/cursor.ts';
import type { Region } from '../bytes/region.ts';
import { latin1, utf8 } from '../bytes/text.ts';
import { malformed, quoted, tooLarge, unsupported, WeightFileError } from '../error.ts';
import { LIMITS } from '../limits.ts';

/** Mutable while it is read: pickle builds containers bit by bit. */
export interface PickledList {
  readonly kind: 'list' | 'tuple' | 'set';
  readonly items: Pickled[];
}

export interface PickledDict {
  readonly kind: 'dict';
  readonly entries: [Pickled, Pickled][];
}

/** A name out of the list: a class, a function, a constant. */
export interface PickledGlobal {
  readonly kind: 'global';
  readonly name: string;
}

/** What the reader of the format has made of a call or of a persistent identifier. */
export interface PickledThing {
  readonly kind: 'thing';
  readonly thing: unknown;
}

export type Pickled =
  | null
  | boolean
  | number
  | bigint
  | string
  | Uint8Array
  | PickledList
  | PickledDict
  | PickledGlobal
  | PickledThing;

/** What a format lets a pickle say. */
export interface Vocabulary {
  /** Is this name one that may stand in the pickle? */
  allows(name: string): boolean;
  /** What a call of an allowed name stands for; undefined: it may not be called so. */
  build(name: string, args: readonly Pickled[]): Pickled | undefined;
  /** What an identifier of something outside of the pickle stands for. */
  persistent(id: Pickled): Pickled;
}

export interface Unpickled {
  readonly value: Pickled;
  /** Where the pickle ends. */
  readonly end: number;
}

/** Reads one pickle. A name that the vocabulary does not allow is a `refused` error that tells it. */
export function unpickle(region: Region, at: number, vocabulary: Vocabulary): Unpickled {
  return new Machine(new Cursor(region, { what: 'its pickle', at }), vocabulary).run();
}

export function isList(value: Pickled | undefined): value is PickledList {
  return typeof value === 'object' && value !== null && 'items' in value;
}

export function isDict(value: Pickled | undefined): value is PickledDict {
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'dict';
}

export function isGlobal(value: Pickled | undefined): value is PickledGlobal {
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'global';
}

export function isThing(value: Pickled | undefined): value is PickledThing {
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'thing';
}

export function listOf(kind: PickledList['kind'], items: Pickled[]): PickledList {
  return { kind, items };
}

class Machine {
  private stack: Pickled[] = [];
  private readonly marks: Pickled[][] = [];
  private readonly memo = new Map<number, Pickled>();
  private held = 0;
  private readonly cursor: Cursor;
  private readonly vocabulary: Vocabulary;

  constructor(cursor: Cursor, vocabulary: Vocabulary) {
    this.cursor = cursor;
    this.vocabulary = vocabulary;
  }

  run(): Unpickled {
    for (;;) {
      const code = this.cursor.u8();
      if (code === STOP) return { value: this.pop(), end: this.cursor.at };
      const step = STEPS[code];
      if (!step) throw unsupported(`its pickle has the operation ${code}, which no weights need`);
      step(this, this.cursor);
    }
  }

  push(value: Pickled): void {
    if (++this.held > LIMITS.pickled) throw tooLarge(`its pickle holds more than ${LIMITS.pickled} values`);
    this.stack.push(value);
  }

  pop(): Pickled {
    const value = this.stack.pop();
    if (value === undefined) throw malformed('its pickle takes a value where none is');
    return value;
  }

  top(): Pickled {
    const value = this.stack.at(-1);
    if (value === undefined) throw malformed('its pickle takes a value where none is');
    return value;
  }

  mark(): void {
    if (this.marks.length >= LIMITS.pickled) throw tooLarge('its pickle has too many marks');
    this.marks.push(this.stack);
    this.stack = [];
  }

  /** What has been put on the stack since the last mark. */
  popMarked(): Pickled[] {
    const items = this.stack;
    const before = this.marks.pop();
    if (!before) throw malformed('its pickle ends a list that it never began');
    this.stack = before;
    return items;
  }

  tuple(length: number): void {
    const items = Array.from({ length }, () => this.pop()).reverse();
    this.push(listOf('tuple', items));
  }

  remember(place: number): void {
    if (this.memo.size >= LIMITS.pickled) throw tooLarge('its pickle remembers too much');
    this.memo.set(place, this.top());
  }

  rememberNext(): void {
    this.remember(this.memo.size);
  }

  recall(place: number): void {
    const value = this.memo.get(place);
    if (value === undefined) throw malformed('its pickle recalls what it never told');
    this.push(value);
  }

  append(items: Iterable<Pickled>): void {
    const list = this.top();
    if (!isList(list) || list.kind === 'tuple') throw malformed('its pickle appends to what is no list');
    for (const item of items) list.items.push(item);
  }

  setItems(flat: readonly Pickled[]): void {
    const dict = this.top();
    if (!isDict(dict)) throw malformed('its pickle sets entries of what is no dictionary');
    dict.entries.push(...pairs(flat));
  }

  global(module: string, name: string): void {
    const full = `${module}.${name}`;
    if (!this.vocabulary.allows(full))
      throw new WeightFileError(
        'refused',
        `it needs ${quoted(full)}, which only running code could make; save the state_dict() of a model, or plain tensors`,
      );
    this.push({ kind: 'global', name: full });
  }

  call(): void {
    const args = this.pop();
    const callee = this.pop();
    if (!isGlobal(callee) || !isList(args)) throw malformed('its pickle calls what is no function');
    const built = this.vocabulary.build(callee.name, args.items);
    if (built === undefined) throw malformed(`its pickle calls ${quoted(callee.name)} with wrong arguments`);
    this.push(built);
  }

  /** A state laid upon an object. Only what an OrderedDict may have besides its entries comes here, and that is left out. */
  build(): void {
    this.pop();
    if (!isDict(this.top())) throw malformed('its pickle gives a state to what has none');
  }

  persistent(): void {
    this.push(this.vocabulary.persistent(this.pop()));
  }
}

function* pairs(flat: readonly Pickled[]): Generator<[Pickled, Pickled]> {
  if (flat.length % 2 !== 0) throw malformed('its pickle has a key without a value');
  for (let place = 0; place < flat.length; place += 2) yield [flat[place] ?? null, flat[place + 1] ?? null];
}

type Step = (machine: Machine, cursor: Cursor) => void;

const STOP = 0x2e;

const text = (length: number, cursor: Cursor): string => utf8(cursor.bytes(length));

/** Two's complement, little-endian. */
function long(bytes: Uint8Array): number | bigint {
  if (bytes.length > 64) throw malformed('its pickle has a number without an end');
  let value = 0n;
  for (const byte of bytes.toReversed()) value = value * 256n + BigInt(byte);
  if ((bytes.at(-1) ?? 0) >= 128) value -= 1n << BigInt(bytes.length * 8);
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value;
}

function named(value: Pickled): string {
  if (typeof value !== 'string') throw malformed('its pickle names what is no text');
  return value;
}

const line = (cursor: Cursor): string => utf8(cursor.until(0x0a));

/** By opcode; the comments are Python's names. */
const STEPS: Readonly<Record<number, Step>> = {
  // PROTO, FRAME
  128: (_, cursor) => cursor.skip(1),
  149: (_, cursor) => cursor.skip(8),
  // MARK, POP, POP_MARK, DUP
  40: machine => machine.mark(),
  48: machine => void machine.pop(),
  49: machine => void machine.popMarked(),
  50: machine => machine.push(machine.top()),
  // NONE, NEWTRUE, NEWFALSE
  78: machine => machine.push(null),
  136: machine => machine.push(true),
  137: machine => machine.push(false),
  // BININT, BININT1, BININT2, LONG1, LONG4, BINFLOAT
  74: (machine, cursor) => machine.push(cursor.i32()),
  75: (machine, cursor) => machine.push(cursor.u8()),
  77: (machine, cursor) => machine.push(cursor.u16()),
  138: (machine, cursor) => machine.push(long(cursor.bytes(cursor.u8()))),
  139: (machine, cursor) => machine.push(long(cursor.bytes(cursor.u32()))),
  71: (machine, cursor) => machine.push(cursor.f64BigEndian()),
  // BINUNICODE, SHORT_BINUNICODE, BINUNICODE8, BINSTRING, SHORT_BINSTRING
  88: (machine, cursor) => machine.push(text(cursor.u32(), cursor)),
  140: (machine, cursor) => machine.push(text(cursor.u8(), cursor)),
  141: (machine, cursor) => machine.push(text(cursor.u64(), cursor)),
  84: (machine, cursor) => machine.push(latin1(cursor.bytes(cursor.u32()))),
  85: (machine, cursor) => machine.push(latin1(cursor.bytes(cursor.u8()))),
  // BINBYTES, SHORT_BINBYTES, BINBYTES8, BYTEARRAY8
  66: (machine, cursor) => machine.push(cursor.bytes(cursor.u32())),
  67: (machine, cursor) => machine.push(cursor.bytes(cursor.u8())),
  142: (machine, cursor) => machine.push(cursor.bytes(cursor.u64())),
  150: (machine, cursor) => machine.push(cursor.bytes(cursor.u64())),
  // EMPTY_LIST, LIST, APPEND, APPENDS
  93: machine => machine.push(listOf('list', [])),
  108: machine => machine.push(listOf('list', machine.popMarked())),
  97: machine => {
    const item = machine.pop();
    machine.append([item]);
  },
  101: machine => machine.append(machine.popMarked()),
  // EMPTY_TUPLE, TUPLE, TUPLE1, TUPLE2, TUPLE3
  41: machine => machine.push(listOf('tuple', [])),
  116: machine => machine.push(listOf('tuple', machine.popMarked())),
  133: machine => machine.tuple(1),
  134: machine => machine.tuple(2),
  135: machine => machine.tuple(3),
  // EMPTY_DICT, DICT, SETITEM, SETITEMS
  125: machine => machine.push({ kind: 'dict', entries: [] }),
  100: machine => machine.push({ kind: 'dict', entries: [...pairs(machine.popMarked())] }),
  115: machine => {
    const value = machine.pop();
    const key = machine.pop();
    machine.setItems([key, value]);
  },
  117: machine => machine.setItems(machine.popMarked()),
  // EMPTY_SET, ADDITEMS, FROZENSET
  143: machine => machine.push(listOf('set', [])),
  144: machine => machine.append(machine.popMarked()),
  145: machine => machine.push(listOf('set', machine.popMarked())),
  // BINGET, LONG_BINGET, BINPUT, LONG_BINPUT, MEMOIZE
  104: (machine, cursor) => machine.recall(cursor.u8()),
  106: (machine, cursor) => machine.recall(cursor.u32()),
  113: (machine, cursor) => machine.remember(cursor.u8()),
  114: (machine, cursor) => machine.remember(cursor.u32()),
  148: machine => machine.rememberNext(),
  // GLOBAL, STACK_GLOBAL
  99: (machine, cursor) => {
    const module = line(cursor);
    machine.global(module, line(cursor));
  },
  147: machine => {
    const name = named(machine.pop());
    machine.global(named(machine.pop()), name);
  },
  // REDUCE, NEWOBJ, BUILD, BINPERSID
  82: machine => machine.call(),
  129: machine => machine.call(),
  98: machine => machine.build(),
  81: machine => machine.persistent(),
};
