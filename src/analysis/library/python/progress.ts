/** Progress bars around what a loop goes through: the loop sees the same items. */
import {
  type Call,
  type ModuleValue,
  moduleOf,
  type NativeClass,
  NONE,
  nativeFunction,
  type Value,
} from '../../../values/index.ts';
import { keyword, lost, positional } from '../table.ts';
import { range } from './iterables.ts';

/** Methods that only change what is drawn. */
const DRAWING = new Set([
  'update',
  'set_description',
  'set_description_str',
  'set_postfix',
  'set_postfix_str',
  'refresh',
  'reset',
  'close',
  'clear',
  'display',
  'write',
]);

const drawing = (name: string): Value | undefined =>
  DRAWING.has(name) ? nativeFunction(name, () => NONE) : undefined;

const BAR: NativeClass = {
  kind: 'native-class',
  name: 'tqdm',
  qualified: 'tqdm.tqdm',
  framework: 'python',
  ancestors: [],
  construct: call => bar(call, positional(call)[0] ?? keyword(call, 'iterable')),
  member: (_host, name) => drawing(name),
};

/** `around`: what is looped over; undefined: the program moves the bar itself. */
function bar(call: Call, around: Value | undefined): Value {
  const { host, site } = call;
  const items = around ?? lost(call);
  return {
    kind: 'native',
    id: host.nextId(),
    class: BAR,
    site,
    layer: undefined,
    model: undefined,
    behaviour: {
      iterate: (_host, at) => host.iterate(items, at),
      attribute: (_host, name, at) => {
        if (name === 'iterable') return around ?? NONE;
        // As many as a loader says itself that it gives.
        if (name === '__len__')
          return around?.kind === 'native' ? around.behaviour.attribute?.(host, name, at) : undefined;
        return drawing(name);
      },
    },
  };
}

const trange = nativeFunction('tqdm.trange', call => bar(call, range(call.host, positional(call))));

const bars = { tqdm: BAR, trange, tqdm_notebook: BAR, tnrange: trange };

export const tqdm: ModuleValue = moduleOf('tqdm', {
  ...bars,
  auto: moduleOf('tqdm.auto', bars),
  autonotebook: moduleOf('tqdm.autonotebook', bars),
  notebook: moduleOf('tqdm.notebook', bars),
  std: moduleOf('tqdm.std', bars),
});

/** `rich.progress.track(items, description)`. */
export const rich: ModuleValue = moduleOf('rich', {
  progress: moduleOf('rich.progress', {
    track: nativeFunction('rich.progress.track', call => bar(call, positional(call)[0])),
  }),
});
