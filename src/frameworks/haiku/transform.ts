/** `hk.transform` and its like. https://dm-haiku.readthedocs.io/en/latest/api.html#haiku-transforms, haiku/_src/transform.py */
import type { Origin } from '../../shapes/index.ts';
import { refuseArgument, type Scene } from '../array/scene.ts';
import { namedTuple } from '../jax/trees.ts';
import { joinMet, perhapsMade } from '../joining.ts';
import { isWrittenNone } from '../kinds.ts';
import {
  type Argument,
  beside,
  type Call,
  dict,
  type Host,
  isFrameworkGuessed,
  type NativeClass,
  type NativeFunction,
  type NativeValue,
  nativeFunction,
  type Slot,
  shapeOf,
  slot,
  tuple,
  type Value,
} from '../parts.ts';
import { ownWeights, rowsBelow } from './module.ts';
import { asDict, isUnused, newOwned, type Owned, ownTheSame, type Run, running } from './run.ts';

/** A function of modules as a pair of functions of parameters. */
interface Transformed {
  readonly f: Value;
  readonly hasState: boolean;
  /** `apply` takes a key after the parameters. */
  readonly takesKey: boolean;
  readonly inits: Slot<Inits>;
  /** What its runs called that is not known: there may be more parameters than are seen. */
  readonly unknownCalls: Slot<ReadonlySet<string>>;
}

/** What the runs of `init` so far have made. */
interface Inits {
  readonly last: Owned;
  /** Whether all of them made parameters of the same shapes, so that it does not matter whose `apply` is given. */
  readonly areAlike: boolean;
}

const TRANSFORMED = beside<NativeValue, Transformed>();

/** What parameters were made with, by the dict that `init` gave. */
const MADE_WITH = new WeakMap<Value, Owned>();

const newInits = (): Slot<Inits> =>
  slot<Inits>({ last: newOwned(), areAlike: true }, (a, b) =>
    a === b ? a : { last: a.last, areAlike: a.areAlike && b.areAlike && ownTheSame(a.last, b.last) },
  );

/** Updated parameters are those of any run of `init`, if these are all alike; else it is not known whose they are. */
function ownedBy(params: Value, { inits }: Transformed): Owned {
  const { last, areAlike } = inits.value;
  return MADE_WITH.get(params) ?? (areAlike ? last : newOwned());
}

const typeOf = (name: string): NativeClass => ({
  kind: 'native-class',
  name,
  qualified: `haiku.${name}`,
  framework: 'haiku',
  ancestors: ['tuple'],
  construct: call => call.host.unknown('a transformed function', call.site),
});

const STATELESS = typeOf('Transformed');
const STATEFUL = typeOf('TransformedWithState');

function make(host: Host, site: Origin, transformed: Transformed): NativeValue {
  const type = transformed.hasState ? STATEFUL : STATELESS;
  const pair = namedTuple(host, type, site, {
    init: nativeFunction('init', call => init(call, transformed)),
    apply: nativeFunction('apply', call => apply(call, transformed)),
  });
  const { f } = transformed;
  const made: NativeValue = {
    ...pair,
    model: {
      framework: 'haiku',
      type: f.kind === 'function' ? f.name : type.name,
      rows: () => rowsBelow(transformed.inits.value.last, ''),
      // As its parameters are reached in what `init` gives: params['lstm/linear'].
      place: ({ name }) => `['${name}']`,
      inputs: () => [],
      outputs: () => [],
      openParts: () => [...transformed.unknownCalls.value, ...anyNumber(transformed.inits.value.last)],
      own: () => ownWeights(transformed.inits.value.last, made),
    },
  };
  TRANSFORMED.set(made, transformed);
  return made;
}

/** `init(rng, *args)` gives the parameters, and the state where there is one. */
function init(call: Call, transformed: Transformed): Value {
  const { host, site, args, open } = call;
  if (open) return host.unknown('the parameters', site);
  const [key, ...rest] = args;
  if (key && isNoKey(host, key, 'init', 'Init must be called with an RNG as the first argument'))
    return lost(call);
  const owned = newOwned();
  const { inits } = transformed;
  const before = inits.value;
  const unknownBefore = transformed.unknownCalls.value.size;
  running(host, { mode: 'init', owned, params: undefined }, () => run(call, transformed, named(rest, 'rng')));
  const areAlike = before.areAlike && (isUnused(before.last) || ownTheSame(before.last, owned));
  host.write(inits, { last: owned, areAlike });
  const others = host.unknown('a parameter', site);
  const isWhole =
    owned.open.value.size === 0 &&
    perhapsMade(owned.params.value).length === 0 &&
    unknownBefore === transformed.unknownCalls.value.size;
  const params = asDict(owned.params.value, isWhole ? undefined : others);
  MADE_WITH.set(params, owned);
  return transformed.hasState ? tuple([params, asDict(owned.state.value, others)]) : params;
}

/** Modules that have parameters of which it is not known how many there are, or whether they are there. */
const anyNumber = ({ open, params }: Owned): readonly string[] => [
  ...new Set([...[...open.value].filter(module => params.value.has(module)), ...perhapsMade(params.value)]),
];

/** The function itself, inside of a run. */
function run({ host, site }: Call, { f, unknownCalls }: Transformed, args: readonly Argument[]): Value {
  const note = (code: string): void => host.write(unknownCalls, new Set([...unknownCalls.value, code]));
  return host.watchUnknownCalls(note, () => host.call(f, args, site));
}

const named = (args: readonly Argument[], key: string): readonly Argument[] =>
  args.filter(a => a.name !== key);

/** `apply(params, rng, *args)`, `apply(params, state, rng, *args)`. */
function apply(call: Call, transformed: Transformed): Value {
  const { host, site, args, open } = call;
  const [params, second, third] = args;
  if (!params || open) return host.unknown('the result of `apply`', site);
  const [state, key] = transformed.hasState ? [second, third] : [undefined, second];
  const before = 1 + Number(transformed.hasState) + Number(transformed.takesKey);
  const says = 'Apply must be called with an RNG as the second argument';
  if (transformed.takesKey && key && isNoKey(host, key, 'apply', says)) return lost(call);
  const rng = args.find(({ name }) => name === 'rng') ?? key;
  const isKeyless = !transformed.takesKey || (rng !== undefined && isWrittenNone(host, rng.value, rng.at));
  const owned = ownedBy(params.value, transformed);
  const how: Run = { mode: 'apply', owned, params: params.value, isKeyless };
  const given = running(host, how, () => run(call, transformed, named(args.slice(before), 'rng')));
  return transformed.hasState ? tuple([given, state?.value ?? dict([])]) : given;
}

const lost = ({ host, site }: Call): Value =>
  host.because({ missing: 'a result that is refused here', at: site });

/** Keys are integers: an array of floats stands where the key was left out. */
function isNoKey(host: Host, { value, at, name }: Argument, operation: string, says: string): boolean {
  if (name !== undefined && name !== 'rng') return false;
  const isFloats = value.kind === 'tensor' && value.dtype === 'float' && shapeOf(value) !== undefined;
  if (!isFloats || isFrameworkGuessed(value)) return false;
  const scene: Scene = { host, framework: 'haiku', operation, site: at };
  refuseArgument(scene, {
    parameter: 'rng',
    aspect: 'type',
    allowed: 'a key: `jax.random.PRNGKey(0)`',
    given: 'an array of floats',
    at,
    says,
  });
  return true;
}

function transform(name: string, hasState: boolean): NativeFunction {
  const made = nativeFunction(`hk.${name}`, ({ host, site, args: [f] }) => {
    if (!f) return host.unknown('a transformed function', site);
    const value = make(host, site, {
      f: f.value,
      hasState,
      takesKey: true,
      inits: newInits(),
      unknownCalls: slot<ReadonlySet<string>>(new Set(), joinMet),
    });
    host.modelMade(value);
    return value;
  });
  return { ...made, decorates: true };
}

/** Changes how a transformed function is called. */
function changed(name: string, change: (transformed: Transformed) => Transformed): NativeFunction {
  const made = nativeFunction(`hk.${name}`, ({ host, site, args: [given] }) => {
    const known = given?.value.kind === 'native' ? TRANSFORMED.get(given.value) : undefined;
    return known ? make(host, site, change(known)) : host.unknown('a transformed function', site);
  });
  return { ...made, decorates: true };
}

/** `hk.testing.transform_and_run(f)` is called as f is. */
const transformAndRun: NativeFunction = {
  ...nativeFunction('hk.testing.transform_and_run', ({ args: [f] }) =>
    f && f.name === undefined
      ? nativeFunction('transform_and_run', ({ host, site, args, open }) =>
          running(host, { mode: 'init', owned: newOwned(), params: undefined }, () =>
            host.call(f.value, args, site, open),
          ),
        )
      : transformAndRun,
  ),
  decorates: true,
};

export const TRANSFORMS: Readonly<Record<string, Value>> = {
  transform: transform('transform', false),
  transform_with_state: transform('transform_with_state', true),
  without_apply_rng: changed('without_apply_rng', t => ({ ...t, takesKey: false })),
  without_state: changed('without_state', t => ({ ...t, hasState: false })),
  with_empty_state: changed('with_empty_state', t => ({ ...t, hasState: true })),
  Transformed: STATELESS,
  TransformedWithState: STATEFUL,
};

export const TESTING: Readonly<Record<string, Value>> = { transform_and_run: transformAndRun };
