/**
 * `self.save_hyperparameters()` of Lightning: the arguments of the initialiser as `self.hparams`.
 * https://lightning.ai/docs/pytorch/stable/common/hyperparameters.html
 */
import { instance } from '../array/opaque.ts';
import {
  asString,
  type Call,
  type ClassValue,
  type FunctionValue,
  itemsOf,
  joinAttributes,
  type NativeClass,
  NONE,
  nativeFunction,
  type ObjectValue,
  slot,
  type Value,
  withAttribute,
} from '../parts.ts';

const AttributeDict: NativeClass = {
  kind: 'native-class',
  name: 'AttributeDict',
  qualified: 'lightning.fabric.utilities.data.AttributeDict',
  framework: 'torch',
  ancestors: [],
  construct: call => call.host.unknown('hyperparameters', call.site),
};

/** Only what the object's own initialiser saves is known: of a base class' one, those of the initialisers around it count first. */
export function saveHyperparameters(call: Call, self: ObjectValue): Value {
  const { host } = call;
  const given = isInside(call, initialiserOf(self.class)) ? host.parameters() : undefined;
  const saved = given && chosen(call, new Map([...given].filter(([, value]) => value !== self)));
  const hparams = saved ? held(call, saved) : host.unknown('what `save_hyperparameters` keeps', call.site);
  host.write(self.attributes, withAttribute(self.attributes.value, 'hparams', hparams));
  return NONE;
}

function initialiserOf(cls: ClassValue): FunctionValue | undefined {
  const own = cls.members.value.get('__init__');
  if (own) return own.kind === 'function' ? own : undefined;
  const [base, ...others] = cls.bases.filter(each => each.kind === 'class');
  return base && others.length === 0 ? initialiserOf(base) : undefined;
}

const isInside = ({ site }: Call, code: FunctionValue | undefined): boolean =>
  code?.file === site.file && code.function.start <= site.start && site.end <= code.function.end;

/** All of them, those that are named, or all but those that are to be ignored; undefined where that is not known. */
function chosen(
  { args, open }: Call,
  all: ReadonlyMap<string, Value>,
): ReadonlyMap<string, Value> | undefined {
  const names = args.filter(({ name }) => name === undefined).map(({ value }) => asString(value));
  const ignored = args.find(({ name }) => name === 'ignore')?.value;
  const left = ignored ? (itemsOf(ignored)?.map(asString) ?? [asString(ignored)]) : [];
  const isOther = args.some(({ name }) => name !== undefined && name !== 'ignore' && name !== 'logger');
  if (open || isOther || names.includes(undefined) || left.includes(undefined)) return undefined;
  return new Map(
    [...all].filter(([name]) => (names.length === 0 || names.includes(name)) && !left.includes(name)),
  );
}

/** Read as attributes and by keys. */
function held({ host, site }: Call, saved: ReadonlyMap<string, Value>): Value {
  const entries = slot(saved, joinAttributes);
  const forget = (): void => host.write(entries, new Map());
  const set = (name: string, value: Value): void =>
    host.write(entries, new Map(entries.value).set(name, value));
  return instance(host, AttributeDict, site, {
    attribute: (_host, name) =>
      entries.value.get(name) ?? (CHANGES.has(name) ? changing(name, forget) : undefined),
    setAttribute: (_host, name, value) => set(name, value),
    index: ({ args: [, key], host: now, site: at }) =>
      entries.value.get((key && asString(key.value)) ?? '') ?? now.unknown('a hyperparameter', at),
    setIndex: ({ args: [, key] }, value) => {
      const name = key && asString(key.value);
      if (name === undefined) forget();
      else set(name, value);
    },
    escape: forget,
  });
}

const CHANGES: ReadonlySet<string> = new Set(['update', 'pop', 'popitem', 'clear', 'setdefault']);

const changing = (name: string, forget: () => void): Value =>
  nativeFunction(name, call => {
    forget();
    return call.host.unknown('hyperparameters', call.site);
  });
