/** `queue` and `heapq`: which item comes first depends on numbers, so that whatever was put in may come out. */

import { size, subtract, unknownDim } from '../../../shapes/index.ts';
import {
  anotherItem,
  type Call,
  integer,
  itemAnywhere,
  joinMaybe,
  lengthOf,
  listOf,
  type ModuleValue,
  moduleOf,
  type NativeClass,
  NONE,
  nativeFunction,
  SOME_BOOL,
  slot,
  type Value,
} from '../../../values/index.ts';
import { append } from '../sequences.ts';
import { keyword, lost, positional } from '../table.ts';

function queueClass(name: string): NativeClass {
  const own: NativeClass = {
    kind: 'native-class',
    name,
    qualified: `queue.${name}`,
    framework: 'python',
    ancestors: [],
    construct: call => queue(call, own),
  };
  return own;
}

function queue({ host, site }: Call, own: NativeClass): Value {
  const held = slot<Value | undefined>(undefined, joinMaybe);
  const put = nativeFunction('put', call => {
    const item = positional(call)[0] ?? keyword(call, 'item') ?? lost(call);
    call.host.write(held, joinMaybe(held.value, item));
    return NONE;
  });
  const get = nativeFunction('get', call =>
    held.value ? anotherItem(held.value, call.host.nextId) : lost(call),
  );
  const methods: Readonly<Record<string, Value>> = {
    put,
    put_nowait: put,
    get,
    get_nowait: get,
    qsize: nativeFunction('qsize', () => integer(unknownDim())),
    empty: nativeFunction('empty', () => SOME_BOOL),
    full: nativeFunction('full', () => SOME_BOOL),
  };
  return {
    kind: 'native',
    id: host.nextId(),
    class: own,
    site,
    layer: undefined,
    model: undefined,
    behaviour: {
      attribute: (_host, name) => (Object.hasOwn(methods, name) ? methods[name] : undefined),
      escape: h => h.write(held, h.unknown('an item of a queue', site)),
    },
  };
}

export const queueModule: ModuleValue = moduleOf(
  'queue',
  Object.fromEntries(
    ['Queue', 'LifoQueue', 'PriorityQueue', 'SimpleQueue'].map(name => [name, queueClass(name)]),
  ),
);

/** Some item of the list, which is one shorter from then on. */
function popped(call: Call): Value {
  const [heap] = positional(call);
  const item = heap?.kind === 'list' ? itemAnywhere(call.host, heap) : undefined;
  if (heap?.kind !== 'list' || !item) return lost(call);
  const length = lengthOf(heap.items.value);
  call.host.write(heap.items, { element: item, length: length && subtract(length, size(1)) });
  return anotherItem(item, call.host.nextId);
}

function pushed(call: Call): Value {
  const [heap, item] = positional(call);
  if (heap?.kind === 'list' && item) append(call.host, heap, [item]);
  return NONE;
}

/** The first of them, in order; how many there are is said, unless there are fewer. */
function best(call: Call): Value {
  const items = positional(call)[1];
  const item = items?.kind === 'list' ? itemAnywhere(call.host, items) : undefined;
  return item ? listOf({ element: item, length: undefined }) : lost(call);
}

export const heapq: ModuleValue = moduleOf('heapq', {
  heappush: nativeFunction('heapq.heappush', pushed),
  heappop: nativeFunction('heapq.heappop', popped),
  heapify: nativeFunction('heapq.heapify', call => {
    const [heap] = positional(call);
    const item = heap?.kind === 'list' ? itemAnywhere(call.host, heap) : undefined;
    if (heap?.kind === 'list' && item)
      call.host.write(heap.items, { element: item, length: lengthOf(heap.items.value) });
    return NONE;
  }),
  nlargest: nativeFunction('heapq.nlargest', best),
  nsmallest: nativeFunction('heapq.nsmallest', best),
});
