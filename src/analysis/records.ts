/** Dataclasses, NamedTuples and what frameworks make like them: annotated fields are the parameters of the constructor. */
import type { Origin } from '../shapes/index.ts';
import type { Expr } from '../syntax/tree.ts';
import {
  type Argument,
  type ClassValue,
  defaultFrom,
  dict,
  type ObjectValue,
  type Value,
} from '../values/index.ts';
import { memberAmong, nativeBase, resolutionOrder, setField } from './classes.ts';
import { callFunction } from './functions.ts';
import type { Machine } from './machine.ts';
import type { Passed } from './parameters.ts';

/** Python: a dataclass's or NamedTuple's annotated fields are its parameters. False where the class is none. */
export function bindFields(m: Machine, self: ObjectValue, cls: ClassValue, passed: Passed): boolean {
  if (!isRecord(cls) && !hasFields(cls)) return false;
  const named = new Map(passed.args.flatMap(a => (a.name === undefined ? [] : [[a.name, a.value] as const])));
  const positional = passed.args.filter(a => a.name === undefined).map(a => a.value);
  const all = [...resolutionOrder(cls)]
    .reverse()
    .flatMap(c => (c.kind === 'class' ? annotatedFields(c) : []));
  refuseArguments(m, cls, new Set(all), passed, self.site);
  const keywordOnly = new Set(resolutionOrder(cls).flatMap(keywordOnlyFields));
  for (const name of new Set(all)) {
    const given = named.get(name) ?? (keywordOnly.has(name) ? undefined : positional.shift());
    const otherwise = memberAmong(resolutionOrder(cls), name);
    const value = given ?? defaultOf(otherwise && defaultFrom(m.host, otherwise, self.site), passed);
    setField(m, self, name, value ?? missingField(m, self, name, passed));
  }
  const after = memberAmong(resolutionOrder(cls), '__post_init__');
  if (after?.kind === 'function') callFunction(m, after, { args: [], open: false }, self.site, self);
  return true;
}

/** As of a function's parameters: `**config` may hold any of them, and None is there to be replaced where nothing constructs the object. */
function defaultOf(value: Value | undefined, { open, isEntry }: Passed): Value | undefined {
  if (open) return undefined;
  return isEntry && value?.kind === 'none' ? { kind: 'none', assumed: true } : value;
}

/** Of what nothing constructs, or with arguments that are not seen, a field that has no default is the symbol of its name. */
function missingField(m: Machine, self: ObjectValue, name: string, { open, isEntry }: Passed): Value {
  const { class: cls, site } = self;
  const reason = { missing: `the field \`${name}\` of \`${cls.name}\``, at: site };
  if (!open && !isEntry) return m.host.because(reason);
  return {
    kind: 'unknown',
    reason,
    symbol: { name, id: `${name}@${cls.file}:${cls.statement.start}`, origin: site },
  };
}

/** What the initialiser that a framework makes of the fields refuses: unknown and too many arguments, missing ones. */
function refuseArguments(
  m: Machine,
  cls: ClassValue,
  fields: ReadonlySet<string>,
  { args, open, isEntry }: Passed,
  site: Origin,
): void {
  const native = nativeBase(cls);
  if (!native?.extend?.fields || open || isEntry) return;
  const own = native.extend.moreFields ?? [];
  const wrong = wrongArgument(cls, [...fields], [...own], args);
  if (!wrong) return;
  m.host.refuse({
    kind: 'argument',
    framework: native.framework,
    operation: cls.name,
    at: wrong.argument?.at ?? site,
    aspect: wrong.aspect,
    parameter: wrong.parameter,
    allowed: undefined,
    given: undefined,
    known: [...fields, ...own],
  });
}

interface WrongArgument {
  readonly aspect: 'unknown' | 'missing' | 'too-many';
  readonly parameter: string;
  readonly argument?: Argument;
}

function wrongArgument(
  cls: ClassValue,
  fields: readonly string[],
  own: readonly string[],
  args: readonly Argument[],
): WrongArgument | undefined {
  const unknown = args.find(a => a.name !== undefined && ![...fields, ...own].includes(a.name));
  if (unknown?.name) return { aspect: 'unknown', parameter: unknown.name, argument: unknown };
  const order = resolutionOrder(cls);
  const keywordOnly = new Set(order.flatMap(keywordOnlyFields));
  const places = fields.filter(name => !keywordOnly.has(name));
  const positional = args.filter(a => a.name === undefined);
  const extra = positional[places.length];
  if (extra) return { aspect: 'too-many', parameter: String(places.length), argument: extra };
  const filled = new Set(places.slice(0, positional.length));
  const missing = fields.find(
    name => !filled.has(name) && !args.some(a => a.name === name) && !memberAmong(order, name),
  );
  return missing === undefined ? undefined : { aspect: 'missing', parameter: missing };
}

function isRecord(cls: ClassValue): boolean {
  return resolutionOrder(cls).some(
    one =>
      one.kind === 'class' &&
      (isDecorated(one, 'dataclass') ||
        one.statement.bases.some(b => nameOf(b) === 'NamedTuple') ||
        (one !== cls && isDecorated(one, 'dataclass_transform'))),
  );
}

/** `@name` or `@name(...)`. PEP 681: what derives from a class that is decorated `dataclass_transform` is made like a dataclass. */
function isDecorated(cls: ClassValue, name: string): boolean {
  return cls.statement.decorators.some(d => nameOf(d.kind === 'call' ? d.callee : d) === name);
}

/** What derives from a framework's class of records, where no initialiser is written. */
function hasFields(cls: ClassValue): boolean {
  return nativeBase(cls)?.extend?.fields === true && !memberAmong(resolutionOrder(cls), '__init__');
}

function nameOf(e: { readonly kind: string; readonly name?: string }): string | undefined {
  return e.kind === 'name' || e.kind === 'attribute' ? e.name : undefined;
}

/** `class Layer(nn.Module, kw_only=True)`: of this class's own fields only. */
function keywordOnlyFields(cls: Value): readonly string[] {
  if (cls.kind !== 'class' || !cls.statement.keywords.some(k => k.name === 'kw_only')) return [];
  return annotatedFields(cls);
}

function annotatedFields(cls: ClassValue): readonly string[] {
  return cls.statement.body.flatMap(statement => {
    if (statement.kind !== 'assign' || !statement.annotation) return [];
    const [target] = statement.targets;
    return target?.kind === 'name' && !isShared(statement.annotation) ? [target.name] : [];
  });
}

/** `ClassVar[int]`: of the class, no field; Equinox' `AbstractVar[int]` is one that a class below declares. */
function isShared(annotation: Expr): boolean {
  const name = nameOf(annotation.kind === 'index' ? annotation.object : annotation);
  return name === 'ClassVar' || name === 'AbstractVar' || name === 'AbstractClassVar';
}

/** The items of an object of a NamedTuple class, in the order of its fields; undefined for objects of other classes. */
export function itemsOfRecord(self: ObjectValue): readonly Value[] | undefined {
  const order = resolutionOrder(self.class);
  const record = order.find(
    (cls): cls is ClassValue =>
      cls.kind === 'class' && cls.statement.bases.some(base => nameOf(base) === 'NamedTuple'),
  );
  const values = record && annotatedFields(record).map(name => self.attributes.value.get(name));
  return values?.every(value => value !== undefined) ? values : undefined;
}

/** The names of a dataclass's or a NamedTuple's fields, in order; undefined for other classes. */
export function fieldNamesOfRecord(cls: ClassValue): readonly string[] | undefined {
  if (!isRecord(cls)) return undefined;
  const order = [...resolutionOrder(cls)].reverse();
  return [...new Set(order.flatMap(one => (one.kind === 'class' ? annotatedFields(one) : [])))];
}

/** The fields of a dataclass's object with their values; undefined for objects of other classes. */
export function fieldsOfRecord(self: ObjectValue): Value | undefined {
  const names = fieldNamesOfRecord(self.class);
  if (!names) return undefined;
  const entries = names.map(name => [name, self.attributes.value.get(name)] as const);
  return dict(entries.flatMap(([name, value]) => (value ? [[name, value] as const] : [])));
}
