/** Methods of dictionaries that take entries out of them or move them. https://docs.python.org/3/library/stdtypes.html#dict */
import {
  asBool,
  bool,
  type DictValue,
  type Host,
  joinValues,
  keyOf,
  keyValue,
  NONE,
  noteEntries,
  tuple,
  type Value,
  withoutEntry,
} from '../../../values/index.ts';
import { keyword, lost, type MethodTable } from '../table.ts';

type Key = string | number;

export const DICT_CHANGES: MethodTable<DictValue> = {
  pop: (self, host, [key, otherwise]) => {
    const name = key && keyOf(key);
    const { known, rest, ...others } = self.entries.value;
    if (name === undefined) {
      const any = [...known.values(), ...(rest ? [rest] : []), ...(otherwise ? [otherwise] : [])];
      // Which entry is gone is not known: each may be.
      if (known.size > 0) write(host, self, { ...others, known, rest, possible: new Set(known.keys()) });
      return rest || known.size === 0 ? (rest ?? otherwise ?? NONE) : any.reduce(joinValues);
    }
    write(host, self, withoutEntry(self.entries.value, name));
    return known.get(name) ?? otherwise ?? rest ?? NONE;
  },
  popitem: (self, host, _args, call) => {
    const { known, rest } = self.entries.value;
    const last = [...known].at(-1);
    if (rest || !last) return lost(call);
    write(host, self, withoutEntry(self.entries.value, last[0]));
    return tuple([keyValue(last[0]), last[1]]);
  },
  clear: (self, host) => {
    write(host, self, { known: new Map(), rest: undefined });
    return NONE;
  },
  /** Of an OrderedDict. */
  move_to_end: (self, host, [key, last], call) => {
    const name = key && keyOf(key);
    const { known, rest, ...others } = self.entries.value;
    const moved = name === undefined ? undefined : known.get(name);
    const toEnd = asBool(last ?? keyword(call, 'last') ?? bool(true));
    if (name === undefined || !moved || toEnd === undefined) return NONE;
    const left = withoutEntry(self.entries.value, name).known;
    const entry: [Key, Value] = [name, moved];
    write(host, self, { ...others, known: new Map(toEnd ? [...left, entry] : [entry, ...left]), rest });
    return NONE;
  },
};

function write(host: Host, self: DictValue, entries: DictValue['entries']['value']): void {
  host.write(self.entries, entries);
  noteEntries(host, self);
}
