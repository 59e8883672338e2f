/** How many arguments Python's own functions and methods take, most of them by position. Counts as CPython 3.12 has them. */
import type { NativeFunction, Value } from '../../../values/index.ts';

/** `about`: the first parameter, where others may be given by name: these, where they are listed. */
type Range = readonly [least: number, most: number, about?: string, ...named: readonly string[]];

/** Any others by their names: entries of a dictionary. */
const atMost = (most: number, parameter: string): Range => [0, most, parameter];

/** Only that it is about something is looked at. */
const about = (parameter: string, ...named: readonly string[]): Range => [1, Infinity, parameter, ...named];

const FUNCTIONS: Readonly<Record<string, Range>> = {
  len: [1, 1],
  abs: [1, 1],
  range: [1, 3],
  isinstance: [2, 2],
  callable: [1, 1],
  hasattr: [2, 2],
  id: [1, 1],
  repr: [1, 1],
  divmod: [2, 2],
  tuple: [0, 1],
  list: [0, 1],
  set: [0, 1],
  next: [1, 2],
  dict: atMost(1, 'iterable'),
  sum: about('iterable', 'start'),
  enumerate: about('iterable', 'iterable', 'start'),
  sorted: about('iterable', 'key', 'reverse', 'cmp'),
  reversed: about('sequence'),
};

const LIST_METHODS: Readonly<Record<string, Range>> = {
  append: [1, 1],
  extend: [1, 1],
  insert: [2, 2],
  pop: [0, 1],
  reverse: [0, 0],
  clear: [0, 0],
};

/** The function, or the method of a list, that refuses another number of arguments, and any by name. */
function counting<T extends NativeFunction>(made: T, operation: string, range: Range | undefined): T {
  if (!range) return made;
  const [least, most, first, ...names] = range;
  const isOther = (name: string | undefined): boolean =>
    name !== undefined && (first === undefined || (names.length > 0 && !names.includes(name)));
  return {
    ...made,
    invoke: call => {
      const { args, open, host, site } = call;
      const named = args.find(({ name }) => isOther(name));
      const places = args.filter(({ name }) => name === undefined).length;
      const isWrong = named !== undefined || args.length < least || places > most;
      if (open || !isWrong) return made.invoke(call);
      const few = args.length < least && !named;
      host.refuse({
        kind: 'argument',
        framework: 'python',
        operation,
        aspect: named ? 'unknown' : few ? 'missing' : 'too-many',
        parameter: named?.name ?? (few ? (first ?? 'object') : String(most)),
        at: named?.at ?? args[most]?.at ?? site,
        allowed: undefined,
        given: undefined,
        known: [],
      });
      return host.because({ missing: `the result of \`${operation}\`, which is refused here`, at: site });
    },
  };
}

export const countedFunction = (made: NativeFunction, name: string): NativeFunction =>
  counting(made, name, Object.hasOwn(FUNCTIONS, name) ? FUNCTIONS[name] : undefined);

export function countedMethod(made: Value | undefined, name: string): Value | undefined {
  if (made?.kind !== 'bound' || made.function.kind !== 'native-function') return made;
  const range = Object.hasOwn(LIST_METHODS, name) ? LIST_METHODS[name] : undefined;
  return { ...made, function: counting(made.function, `list.${name}`, range) };
}
