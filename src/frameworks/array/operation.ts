/**
 * Tensor functions as data. What `concatenate` or `reshape` does to shapes is written once; each framework binds its own names and
 * signatures to it: `cat: define('tensors, dim=0', concatenate)`.
 */
import type { einsum, Origin } from '../../shapes/index.ts';
import {
  type Argument,
  asBool,
  asInt,
  type Bound,
  bind,
  type Call,
  type FrameworkName,
  type Host,
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
import { takeTensor } from './operand.ts';
import { result, type Scene } from './scene.ts';

type EinsumOptions = NonNullable<Parameters<typeof einsum>[2]>;

/** How a framework treats the arguments of all its functions. */
export interface Flavour {
  readonly framework: FrameworkName;
  /** 'torch' of 'torch.cat'. */
  readonly module: string;
  /** Nested lists and numbers are taken for arrays (NumPy, TensorFlow). */
  readonly takesLists: boolean;
  /** Numbers are taken for arrays where lists are not (JAX). */
  readonly takesNumbers?: boolean;
  /** Whole numbers name dtypes (TensorFlow): `tf.zeros(2, 3)` has two of type 3. */
  readonly numbersNameDtypes?: boolean;
  /** PyTorch's squeeze leaves a named axis that is not 1. */
  readonly lenientSqueeze: boolean;
  /** PyTorch's concatenation leaves out operands of shape (0,). */
  readonly skipsEmpty: boolean;
  /** How integers beside arrays in a subscript count: see `index` of src/shapes. */
  readonly integers: 'advanced' | 'select';
  /** Positions outside of an axis are moved inside instead of refused (JAX). */
  readonly clampsPositions?: boolean;
  /** What functions with several results give. */
  readonly sequences: 'tuple' | 'list';
  /** A tensor of one integer stands for it in `[0] * n`, which repeats the list (PyTorch, Paddle). */
  readonly repeatsLists: boolean;
  /** `x == [1, 2]` compares element by element; otherwise it is one truth value. */
  readonly comparesLists: boolean;
  /** Steps of slices must be positive (PyTorch). */
  readonly refusesBackwardSlices: boolean;
  /** `arange(5, 2)` is refused rather than empty (PyTorch). */
  readonly refusesBackwardRanges: boolean;
  /** Any negative size of a reshape is inferred, not only -1 (NumPy). */
  readonly negativeInfers: boolean;
  /** Which axes a reduction over `[]` reduces. */
  readonly emptyAxes: 'all' | 'none';
  /** Joining functions take one array for the list of its rows. */
  readonly joinsRows: boolean;
  /** A concatenation along the axis None flattens. */
  readonly flattensJoins: boolean;
  /** Lists whose rows differ in length make arrays of objects (old NumPy). */
  readonly takesRagged: (host: Pick<Host, 'version'>) => boolean;
  readonly einsum: EinsumOptions;
  /** Keywords that all functions take under another name too: PyTorch's `axis` for `dim`. */
  readonly aliases: Readonly<Record<string, string>>;
}

/**
 * Answers that refuse least, to begin with: what a framework refuses beyond them is found in its source, one answer at a time. Those that
 * decide what comes out rather than what is taken (`integers`, `sequences`, `comparesLists`, `repeatsLists`, `emptyAxes`) are NumPy's.
 */
export const PLAIN_FLAVOUR: Omit<Flavour, 'framework' | 'module'> = {
  takesLists: true,
  takesNumbers: true,
  lenientSqueeze: true,
  skipsEmpty: true,
  integers: 'advanced',
  clampsPositions: true,
  sequences: 'list',
  repeatsLists: false,
  comparesLists: true,
  refusesBackwardSlices: false,
  refusesBackwardRanges: false,
  negativeInfers: true,
  emptyAxes: 'none',
  joinsRows: true,
  flattensJoins: true,
  takesRagged: () => true,
  einsum: { sumEllipsis: true, stretchOnes: true },
  aliases: {},
};

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
}

export type FunctionTable = Readonly<Record<string, ArrayFunction>>;

export function define(text: string, run: (op: Operation) => Value): ArrayFunction {
  return { signature: text, run };
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

function run(flavour: Flavour, operation: string, definition: ArrayFunction, call: Call): Value {
  const wanted = signature(definition.signature);
  const bound = bind(renamed(call, flavour, wanted), wanted, operation, flavour.framework);
  const { host, site } = call;
  if (bound.refused)
    return host.because({ missing: `a result of \`${operation}\`, which is refused here`, at: site });
  return definition.run({ host, site, framework: flavour.framework, operation, flavour, bound });
}

/** The call with the framework's other names for parameters replaced by those of the signature. */
function renamed(call: Call, flavour: Flavour, wanted: Signature): Call {
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
  return { ...made, standing: definition.standing };
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
    run(flavour, name, definition, { ...call, args: [receiver, ...call.args] }),
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
  return value.kind === 'none' ? false : asBool(value);
}
