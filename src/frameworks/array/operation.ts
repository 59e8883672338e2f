/**
 * Tensor functions as data. What `concatenate` or `reshape` does to shapes is written once; each framework binds its own names and
 * signatures to it: `cat: define('tensors, dim=0', concatenate)`.
 */
import { constantOf, type Origin } from '../../shapes/index.ts';
import {
  type Argument,
  asBool,
  asInt,
  type Bound,
  bind,
  type Call,
  itemsOf,
  type NativeFunction,
  NONE,
  nativeFunction,
  type Operand,
  type Signature,
  type Standing,
  signature,
  type TensorValue,
  type Value,
} from '../parts.ts';
import type { Flavour } from './flavour.ts';
import { takeTensor } from './operand.ts';
import { result, type Scene } from './scene.ts';

/** One call of a tensor function. */
export interface Operation extends Scene {
  readonly flavour: Flavour;
  readonly bound: Bound;
}

export interface ArrayFunction {
  /** As the framework documents it. The first parameter is what a method is called on. */
  readonly signature: string;
  readonly run: (op: Operation) => Value;
  readonly standing?: Standing;
  /** It takes no other names for its parameters than the signature's. */
  readonly isExact?: true;
}

export type FunctionTable = Readonly<Record<string, ArrayFunction>>;

export function define(text: string, run: (op: Operation) => Value): ArrayFunction {
  return { signature: text, run };
}

/** Functions that take none of the other names for parameters that the framework's own have: those that are written in Python. */
export function exactly(table: FunctionTable): FunctionTable {
  return Object.fromEntries(Object.entries(table).map(([name, each]) => [name, { ...each, isExact: true }]));
}

/** The functions of a table under signatures of another framework's, which take the same arguments under these names and in this order. */
export function resigned(table: FunctionTable, signatures: Readonly<Record<string, string>>): FunctionTable {
  return Object.fromEntries(
    Object.entries(table).map(([name, each]) => [
      name,
      { ...each, signature: signatures[name] ?? each.signature },
    ]),
  );
}

/** A function of which the name is known and the result is not; `what` it is, as a noun phrase. */
export function defineOpaque(text: string, what: string): ArrayFunction {
  const run = ({ host, site, operation }: Operation): Value =>
    host.because({ missing: `${what}: \`${operation}\` is known by name only`, at: site, gap: 'by-name' });
  return { signature: text, run, standing: 'opaque' };
}

/** A function that gives an array of which no more than that is known. */
export function defineSomeArray(text: string): ArrayFunction {
  const run = (op: Operation): Value => {
    const made = result(op, undefined, { role: 'data' });
    return made.kind === 'tensor' ? { ...made, source: { ...made.source, gap: true } } : made;
  };
  return { signature: text, run, standing: 'opaque' };
}

/** Several names with one meaning. */
export function defineAll(
  names: readonly string[],
  text: string,
  run: (op: Operation) => Value,
): FunctionTable {
  return Object.fromEntries(names.map(name => [name, define(text, run)]));
}

/** Names apart by spaces, with one meaning; keywords beyond the signature are let pass: they change from version to version. */
export function defineLoose(names: string, text: string, run: ArrayFunction['run']): FunctionTable {
  return defineAll(names.trim().split(/\s+/), `${text}${text ? ', ' : ''}**kwargs`, run);
}

/**
 * As `defineLoose`, of arguments that are not looked at closely: none is missed, and further ones are taken however they are passed, since
 * names and order differ between functions and versions.
 */
export function defineOpen(names: string, text: string, run: ArrayFunction['run']): FunctionTable {
  const parts = text.split(/,\s*(?![^()]*\))/).filter(part => part !== '');
  const optional = parts.map(part => (/^\*|=/.test(part) ? part : `${part}=None`));
  const more = parts.includes('*args') ? [] : ['*args'];
  return defineLoose(names, [...optional, ...more].join(', '), run);
}

/** The result of a function that takes arguments like these, and of which no more is known. */
export const unmodelled = (op: Operation): Value =>
  op.host.unknown(`what \`${op.operation}\` gives`, op.site);

function run(flavour: Flavour, operation: string, definition: ArrayFunction, call: Call): Value {
  const wanted = signature(definition.signature);
  const given = definition.isExact
    ? call
    : flavour.ignoresMore
      ? withoutMore(call, wanted)
      : renamed(call, flavour, wanted);
  const bound = bind(given, wanted, operation, flavour.framework);
  const { host, site, receiver } = call;
  if (bound.refused)
    return host.because({ missing: `a result of \`${operation}\`, which is refused here`, at: site });
  return into(
    bound,
    definition.run({ host, site, receiver, framework: flavour.framework, operation, flavour, bound }),
  );
}

/** What is written into a tensor (`out=x`) has the type that this has. */
function into(bound: Bound, value: Value): Value {
  const target = bound.given('out')?.value;
  if (value.kind !== 'tensor' || !target || target.kind === 'none') return value;
  const { dtype, precision } = target.kind === 'tensor' ? target : {};
  return { ...value, dtype, precision };
}

function withoutMore(call: Call, { parameters, morePositional }: Signature): Call {
  return morePositional ? call : { ...call, args: call.args.slice(0, parameters.length) };
}

/** The call with the framework's other names for parameters replaced by those of the signature. */
export function renamed(call: Call, flavour: Flavour, wanted: Signature): Call {
  const knows = (name: string): boolean => wanted.parameters.some(p => p.name === name);
  const args = call.args.map(argument => {
    const alias =
      argument.name !== undefined && !knows(argument.name) ? flavour.aliases[argument.name] : undefined;
    return alias && knows(alias) ? { ...argument, name: alias } : argument;
  });
  return { ...call, args };
}

/** `torch.cat` */
export function functionValue(flavour: Flavour, name: string, definition: ArrayFunction): NativeFunction {
  const operation = `${flavour.module}.${name}`;
  const made = nativeFunction(operation, call => run(flavour, operation, definition, call));
  return { ...made, standing: definition.standing, isFunction: flavour.hasFunctionsOnly };
}

/** `x.sum`, already bound to x. */
export function methodValue(
  flavour: Flavour,
  name: string,
  definition: ArrayFunction,
  self: TensorValue,
  site: Origin,
): NativeFunction {
  const receiver: Argument = { name: undefined, value: self, at: site };
  const method = nativeFunction(name, call =>
    run(flavour, name, definition, { ...call, args: [receiver, ...call.args], receiver: self }),
  );
  return { ...method, receiver: self, standing: definition.standing };
}

export function functionMembers(
  flavour: Flavour,
  table: FunctionTable,
): Readonly<Record<string, () => Value>> {
  return Object.fromEntries(
    Object.entries(table).map(([name, definition]) => [name, () => functionValue(flavour, name, definition)]),
  );
}

/** The parameter at this place of the signature as a tensor; undefined: it is none, which has been stated. */
/** What the first parameter is given. */
export const firstValue = ({ bound }: Operation): Value => bound.value(bound.names[0] ?? '');

export function operandAt(
  op: Operation,
  index = 0,
  options: { readonly numbers?: boolean } = {},
): Operand | undefined {
  const name = op.bound.names[index] ?? 'input';
  return takeTensor(op, op.bound.value(name), op.bound.at(name), name, {
    lists: op.flavour.takesLists,
    numbers: options.numbers === true || op.flavour.takesNumbers === true,
  });
}

/** The value of the parameter with one of these names that is given, else the default of the first that there is; None where there is none. */
export function option(op: Operation, ...names: readonly string[]): Value {
  const name = chosen(op, names);
  return name === undefined ? NONE : op.bound.value(name);
}

export function optionAt(op: Operation, ...names: readonly string[]): Origin {
  const name = chosen(op, names);
  return name === undefined ? op.site : op.bound.at(name);
}

function chosen({ bound }: Operation, names: readonly string[]): string | undefined {
  return names.find(name => bound.given(name)) ?? names.find(name => bound.names.includes(name));
}

const AXIS = ['dim', 'axis', 'dims', 'axes'] as const;

export const axisOption = (op: Operation): Value => option(op, ...AXIS);
export const axisAt = (op: Operation): Origin => optionAt(op, ...AXIS);

/** Axis numbers; 'all' for None; undefined where they are not known. */
export function axesOf(value: Value): readonly number[] | 'all' | undefined {
  if (value.kind === 'none') return 'all';
  const one = asInt(value);
  if (one !== undefined) return [one];
  return integers(itemsOf(value));
}

export function integers(values: readonly Value[] | undefined): readonly number[] | undefined {
  const numbers = values?.map(asInt);
  return numbers?.every(n => n !== undefined) ? numbers : undefined;
}

/** `keepdim`; undefined where it is not known. */
export function keepsAxes(op: Operation): boolean | undefined {
  const value = option(op, 'keepdim', 'keepdims');
  if (value.kind === 'none') return false;
  if (value.kind === 'number')
    return value.float === undefined
      ? value.dim && constantOf(value.dim) !== undefined
        ? constantOf(value.dim) !== 0
        : undefined
      : value.float !== 0;
  const items = itemsOf(value);
  return items ? items.length > 0 : value.kind === 'string' ? value.value !== '' : asBool(value);
}
