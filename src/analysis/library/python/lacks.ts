/**
 * Which attributes Python's own containers and strings do not have, for `hasattr(x, 'shape')` of what may be a list or an array.
 *
 * A list or dictionary here may stand for a relative of the standard library (`deque`, `OrderedDict`, `torch.Size`), so a name that any of them
 * has is not denied to the others. Names as `dir()` of CPython 3.12 gives them.
 */
import type { Value } from '../../../values/index.ts';

const SEQUENCES =
  'append clear copy count extend index insert pop remove reverse sort appendleft extendleft maxlen popleft rotate numel start step stop';
const SETS =
  'add difference difference_update discard intersection intersection_update isdisjoint issubset issuperset symmetric_difference symmetric_difference_update union update';
const DICTS =
  'fromkeys get items keys popitem setdefault update values default_factory move_to_end elements most_common subtract total maps new_child parents data';
const STRINGS =
  'capitalize casefold center count encode endswith expandtabs find format format_map index isalnum isalpha isascii isdecimal isdigit isidentifier islower isnumeric isprintable isspace istitle isupper join ljust lower lstrip maketrans partition removeprefix removesuffix replace rfind rindex rjust rpartition rsplit rstrip split splitlines startswith strip swapcase title translate upper zfill';

const NAMES = {
  list: namesIn(SEQUENCES, SETS),
  dict: namesIn(DICTS, SEQUENCES),
  string: namesIn(STRINGS),
};

function namesIn(...lists: readonly string[]): ReadonlySet<string> {
  return new Set(lists.flatMap(list => list.split(' ')));
}

/** Whether an object surely has no attribute of this name; names with an underscore before them are not decided. */
export function lacks(value: Value, name: string): boolean {
  if (name.startsWith('_')) return false;
  if (value.kind === 'none') return true;
  if (value.kind !== 'list' && value.kind !== 'dict' && value.kind !== 'string') return false;
  return !NAMES[value.kind].has(name);
}
