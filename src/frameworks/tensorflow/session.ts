/**
 * `tf.Session` of TensorFlow 1: what a run gives for the arrays that it is fed, and which arrays a placeholder does not take.
 * https://github.com/tensorflow/tensorflow/blob/v1.15.5/tensorflow/python/client/session.py (`_run`)
 */
import {
  compare,
  type Dim,
  type Origin,
  type Shape,
  substitute,
  symbolsOf,
  unknownDim,
} from '../../shapes/index.ts';
import { instance } from '../array/opaque.ts';
import { literalShape } from '../array/operand.ts';
import { named } from '../array/pair.ts';
import { refuseRank, refuseSize, result, type Scene } from '../array/scene.ts';
import {
  attachedToRun,
  beside,
  bind,
  type Call,
  dict,
  type Host,
  itemsOf,
  listOf,
  markAsKey,
  type NativeClass,
  type NativeValue,
  NONE,
  nativeFunction,
  type Operand,
  shapeOf,
  signature,
  type TensorValue,
  type Value,
} from '../parts.ts';
import { classOf, NO_KIN } from './classes.ts';

type Placeholders = ReadonlyMap<string, TensorValue>;

/** The placeholders of a run by their keys in dictionaries. */
const placeholders = attachedToRun<Host, Placeholders>(new Map(), (a, b) => new Map([...a, ...b]));

/** The symbols of those sizes of a placeholder that each run decides. */
const OPEN = beside<TensorValue, ReadonlySet<string>>();

/** None at all is a size that a run may decide too. */
const isOpen = (placeholder: TensorValue, dim: Dim): boolean =>
  symbolsOf(dim).some(({ id }) => OPEN.get(placeholder)?.has(id));

/** A placeholder may be fed: it is a key of dictionaries. `open`: its sizes that each run decides. */
export function takeFeeds(host: Host, placeholder: TensorValue, open: readonly Dim[]): TensorValue {
  OPEN.set(placeholder, new Set(open.flatMap(symbolsOf).map(({ id }) => id)));
  const place = placeholders.place(host);
  host.write(place, new Map(place.value).set(markAsKey(placeholder), placeholder));
  return placeholder;
}

interface Feed {
  readonly placeholder: TensorValue;
  readonly shape: Shape;
  readonly value: Value;
}

/** What is surely fed, as far as its shape is known. */
function feedsOf(host: Host, given: Value): readonly Feed[] {
  if (given.kind !== 'dict') return [];
  const { known, possible } = given.entries.value;
  return [...known].flatMap(([key, value]) => {
    const placeholder = placeholders.of(host).get(String(key));
    const shape = literalShape(value);
    return placeholder && shape && !possible?.has(key) ? [{ placeholder, shape, value }] : [];
  });
}

const SAYS = 'Cannot feed value of shape';

/** A run refuses what does not fit the shape that the placeholder was made with. */
function refusesFeed({ host }: Call, { placeholder, shape, value }: Feed, at: Origin): boolean {
  const expected = placeholder.shape;
  if (!expected) return false;
  const scene: Scene = { host, framework: 'tensorflow', operation: 'tf.placeholder', site: at };
  const operand: Operand = { role: 'feed', shape, tensor: value.kind === 'tensor' ? value : undefined, at };
  if (expected.length !== shape.length) {
    refuseRank(scene, operand, [expected.length], [], SAYS);
    return true;
  }
  const axis = expected.findIndex((dim, i) => {
    const fed = shape[i];
    return fed !== undefined && !isOpen(placeholder, dim) && compare(dim, fed) === 'different';
  });
  const [wanted, fed] = [expected[axis], shape[axis]];
  if (!wanted || !fed) return false;
  refuseSize(scene, operand, { axis, expected: wanted, actual: fed, parameter: 'shape', says: SAYS });
  return true;
}

/** Sizes that a placeholder leaves open, as the arrays that are fed have them. */
function openSizes(host: Host, feeds: readonly Feed[]): ReadonlyMap<string, Dim> {
  const sizes = new Map<string, Dim>();
  // In a run they are numbers, whoever has fed them: nobody knows which.
  for (const placeholder of placeholders.of(host).values())
    for (const id of OPEN.get(placeholder) ?? []) sizes.set(id, unknownDim());
  for (const { placeholder, shape } of feeds)
    for (const [axis, dim] of (placeholder.shape ?? []).entries()) {
      const [symbol] = symbolsOf(dim);
      const fed = shape[axis];
      if (symbol && fed && isOpen(placeholder, dim)) sizes.set(symbol.id, fed);
    }
  return sizes;
}

/** What is fetched has the structure of what was asked for; tensors become arrays, and what is no tensor is not known. */
function fetched(call: Call, asked: Value, sizes: ReadonlyMap<string, Dim>): Value {
  const { host, site } = call;
  if (asked.kind === 'tensor') {
    const shape = shapeOf(asked)?.map(dim => substitute(dim, id => sizes.get(id)));
    const scene: Scene = { host, framework: 'numpy', operation: 'Session.run', site };
    return result(scene, shape, { dtype: asked.dtype, role: 'data' });
  }
  const items = itemsOf(asked);
  if (asked.kind === 'list' && items)
    return listOf({ known: items.map(item => fetched(call, item, sizes)) }, asked.flavour);
  if (asked.kind === 'native' && asked.class.ancestors.includes('tuple'))
    return fetchedState(call, asked, sizes);
  if (asked.kind === 'dict') {
    const { known, rest } = asked.entries.value;
    const lost = rest && host.unknown('what a run gives', site);
    return dict(
      [...known].map(([key, item]) => [key, fetched(call, item, sizes)] as const),
      lost,
    );
  }
  return host.unknown('what a run gives', site);
}

/** A cell's state has names. */
function fetchedState(call: Call, asked: NativeValue, sizes: ReadonlyMap<string, Dim>): Value {
  const { host, site } = call;
  const scene: Scene = { host, framework: 'tensorflow', operation: 'LSTMStateTuple', site };
  const part = (name: string): Value => fetched(call, host.attribute(asked, name, site), sizes);
  return named(scene, { c: part('c'), h: part('h') });
}

const RUN = 'fetches, feed_dict=None, options=None, run_metadata=None';

function run(call: Call): Value {
  const { host, site } = call;
  const bound = bind(call, signature(RUN), 'Session.run', 'tensorflow');
  const lost = () => host.unknown('what a run gives', site);
  if (bound.refused || bound.open) return lost();
  const feeds = feedsOf(host, bound.value('feed_dict'));
  const at = bound.at('feed_dict');
  if (feeds.some(feed => refusesFeed(call, feed, at))) return lost();
  return fetched(call, bound.value('fetches'), openSizes(host, feeds));
}

const session = (name: string): NativeClass =>
  classOf(`tf.${name}`, NO_KIN, (call, type) =>
    instance(call.host, type, call.site, {
      attribute: (_host, asked) => {
        if (asked === 'run') return nativeFunction('run', run);
        return asked === 'close' ? nativeFunction('close', () => NONE) : undefined;
      },
    }),
  );

export const Session = session('Session');
export const InteractiveSession = session('InteractiveSession');
