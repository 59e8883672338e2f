/** What a linen module offers to its own methods: `self.param`, `self.variable`. https://flax.readthedocs.io/en/latest/api_reference/flax.linen/module.html */
import type { Scene } from '../../array/scene.ts';
import {
  type Argument,
  asString,
  bool,
  type Call,
  givenAt,
  itemsOf,
  NONE,
  nativeFunction,
  SOME_BOOL,
  tensor,
  tuple,
  type Value,
} from '../../parts.ts';
import { currentScope } from './scope.ts';
import { keepVariable, sowVariable } from './variables.ts';

type Method = (call: Call) => Value;

const sceneOf = ({ host, site }: Call): Scene => ({ host, framework: 'flax', operation: 'param', site });

/** Of the type of the key that `init` or `apply` was given: two words, or a scalar. */
const key = ({ host, site }: Call): Value =>
  tensor(host, { framework: 'flax', shape: undefined, source: { operation: 'make_rng', site } });

/** The initialiser is called with a key (`param`) or without one (`variable`) and the arguments that follow it. */
function made(
  call: Call,
  initialiser: Argument | undefined,
  args: readonly Argument[],
  withKey: boolean,
): Value {
  const { host, site } = call;
  if (!initialiser) return host.unknown('a variable that was made before', site);
  const first: readonly Argument[] = withKey ? [{ name: undefined, value: key(call), at: site }] : [];
  return host.call(initialiser.value, [...first, ...args.filter(a => a.name !== 'unbox')], site);
}

const param: Method = call => {
  const [name, initialiser, ...args] = call.args;
  const value = made(call, initialiser, args, true);
  const text = name && asString(name.value);
  if (text !== undefined) keepVariable(sceneOf(call), 'params', text, value);
  return value;
};

const variable: Method = call => {
  const [collection, name, initialiser, ...args] = call.args;
  const value = made(call, initialiser, args, false);
  const [group, text] = [collection && asString(collection.value), name && asString(name.value)];
  if (group !== undefined && text !== undefined) keepVariable(sceneOf(call), group, text, value);
  return value;
};

/** `self.sow('intermediates', 'h', h)`: a tuple of all that was sown, or what `reduce_fn` makes of it. */
const sow: Method = call => {
  const { host, site, open } = call;
  const [collection, name, value, reduce, first] = ['col', 'name', 'value', 'reduce_fn', 'init_fn'].map(
    (each, i) => givenAt(call, each, i)?.value,
  );
  const [group, text] = [collection, name].map(each => each && asString(each));
  if (open || !group || !text || !value) return SOME_BOOL;
  sowVariable(host, group, text, before => {
    if (!reduce) return tuple([...((before && itemsOf(before)) ?? []), value]);
    const start = before ?? (first ? host.call(first, [], site) : tuple([]));
    return host.call(
      reduce,
      [start, value].map(each => ({ name: undefined, value: each, at: site })),
      site,
    );
  });
  return SOME_BOOL;
};

/** `init` makes weights, `apply` does not; of a module that nothing runs it is not known. */
const isInitializing: Method = ({ host }) => {
  const mode = currentScope(host)?.run.mode;
  return mode === undefined || mode === 'loose' ? SOME_BOOL : bool(mode === 'init');
};

const METHODS: Readonly<Record<string, Method>> = {
  param,
  variable,
  make_rng: key,
  sow,
  put_variable: () => NONE,
  perturb: ({ args: [, value] }) => value?.value ?? NONE,
  is_initializing: isInitializing,
  is_mutable_collection: () => SOME_BOOL,
  has_variable: () => SOME_BOOL,
  has_rng: () => SOME_BOOL,
};

export function ownMethod(name: string): Value | undefined {
  const method = Object.hasOwn(METHODS, name) ? METHODS[name] : undefined;
  return method && nativeFunction(name, method);
}
