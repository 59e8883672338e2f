/** What a call passes, and what the parameters of the user's function that it calls are bound to. */
import type { Origin, Shape } from '../shapes/index.ts';
import { constantOf, symbol, withOrigin } from '../shapes/index.ts';
import type { Expr, Parameter } from '../syntax/tree.ts';
import {
  type Argument,
  dict,
  type FunctionValue,
  type Items,
  joinValues,
  list,
  listOf,
  type NumberValue,
  shapeOf,
  UNPASSED,
  type Value,
} from '../values/index.ts';
import { evaluate } from './expressions.ts';
import type { Embrace, Frame } from './frame.ts';
import { givenBy, leftBy } from './given-none.ts';
import type { Machine } from './machine.ts';
import { isRefusedDefault } from './refused-defaults.ts';
import { rulesOfFile } from './rules.ts';
import { declare } from './scope.ts';
import { annotated, commentedParameter } from './stated.ts';
import { bindTarget } from './targets.ts';

export interface Passed {
  readonly args: readonly Argument[];
  /** Arguments of unknown number were spread into the call. */
  readonly open: boolean;
  /** What was spread, where that is all that is passed: any number of items like this. */
  readonly each?: Items | undefined;
  /** Nothing calls it: `*args` and `**kwargs` may hold anything, defaults count. */
  readonly isEntry?: boolean;
  /** The program itself passes these, not a framework that calls back: what the function does not take is refused. */
  readonly isWritten?: boolean;
  /** The body of the `with` whose context this call is. */
  readonly embrace?: Embrace | undefined;
  /** What is called, as written. */
  readonly callee?: Origin;
}

/** Whether the arguments are all known, and taken as the definition says: of what the program runs by itself, not of what nothing calls. */
export function isJudged(
  m: Machine,
  fn: FunctionValue,
  { open, isEntry = false, isWritten = false }: Passed,
): boolean {
  const isSure = isWritten && !open && !isEntry && !m.entry;
  return isSure && fn.keepsParameters && rulesOfFile(m, fn.file).explicitSelf;
}

export function bindParameters(
  m: Machine,
  frame: Frame,
  fn: FunctionValue,
  passed: Passed,
  site: Origin,
  self: Value | undefined,
): void {
  const explicit = self && frame.language.explicitSelf && fn.decoration !== 'static';
  const args = explicit ? [{ name: undefined, value: self, at: site }, ...passed.args] : passed.args;
  if (self && !frame.language.explicitSelf && fn.function.bindsThis) declare(m, frame.scope, 'this', self);
  const left = { positional: args.filter(a => a.name === undefined), named: new Map<string, Argument>() };
  for (const a of args) if (a.name !== undefined) left.named.set(a.name, a);
  fn.function.parameters.forEach((parameter, i) => {
    const value = take(m, fn, parameter, i, left, passed, site, frame);
    const typed = annotated(m, frame, parameter.annotation, value);
    bindTarget(m, frame, parameter.target, commentedParameter(m, frame, parameter, typed), true);
  });
}

interface Left {
  positional: readonly Argument[];
  readonly named: Map<string, Argument>;
}

function take(
  m: Machine,
  fn: FunctionValue,
  parameter: Parameter,
  index: number,
  left: Left,
  passed: Passed,
  site: Origin,
  frame: Frame,
): Value {
  const { open, isEntry = false } = passed;
  const isSure = isJudged(m, fn, passed);
  if (parameter.spread === 'list') {
    const rest = left.positional.map(a => a.value);
    left.positional = [];
    return open || isEntry
      ? listOf(
          { element: rest.reduce(joinValues, m.host.unknown('an argument', site)), length: undefined },
          'tuple',
        )
      : list(rest, frame.language.explicitSelf ? 'tuple' : 'list');
  }
  if (parameter.spread === 'dict')
    return dict(
      [...left.named].map(([name, a]) => [name, a.value] as const),
      open || isEntry ? m.host.unknown('a keyword argument', site) : undefined,
    );
  const name = parameterName(parameter);
  const named = name === undefined ? undefined : left.named.get(name);
  if (named && name !== undefined) {
    left.named.delete(name);
    return isSure ? givenBy(m, named) : named.value;
  }
  const [next, ...others] = left.positional;
  if (next && !parameter.keywordOnly) {
    left.positional = others;
    return isSure ? givenBy(m, next) : next.value;
  }
  const given = fn.defaults[index];
  const byDefault = open
    ? undefined
    : (given ?? (parameter.default && evaluate(m, frame, parameter.default)));
  if (!byDefault) return parameterSymbol(fn, parameter);
  if (isEntry) return unpassed(fn, parameter, byDefault);
  return isSure ? leftBy(parameter, byDefault) : byDefault;
}

/**
 * A default that is no size is there to be replaced: None, and a number below 1, are known as such; a tensor of one element at most,
 * which only says that one belongs there, is not kept.
 */
function unpassed(fn: FunctionValue, parameter: Parameter, value: Value): Value {
  const { file } = fn;
  const { start, end } = parameter;
  const name = parameterName(parameter) ?? '';
  const what = value.kind === 'none' ? 'none' : 'zero';
  const isNothing = value.kind === 'none' || (value.kind === 'number' && numberIn(value) === 0);
  if (isNothing && isRefusedDefault(fn.function, name, what)) return parameterSymbol(fn, parameter);
  if (value.kind === 'none') return { kind: 'none', assumed: true };
  if (value.kind === 'tensor' && isOneAtMost(shapeOf(value))) return parameterSymbol(fn, parameter);
  const number = value.kind === 'number' ? numberIn(value) : undefined;
  if (value.kind !== 'number' || !value.dim || number === undefined || number > 0) return value;
  return { ...value, dim: withOrigin(value.dim, { file, start, end, what: UNPASSED }) };
}

const numberIn = ({ dim }: NumberValue): number | undefined => dim && constantOf(dim);

function isOneAtMost(shape: Shape | undefined): boolean {
  const sizes = shape?.map(constantOf);
  return sizes !== undefined && (sizes.includes(0) || sizes.every(size => size === 1));
}

function parameterName(parameter: Parameter): string | undefined {
  if (parameter.target.kind === 'name') return parameter.target.name;
  return parameter.target.kind === 'default' && parameter.target.target.kind === 'name'
    ? parameter.target.target.name
    : undefined;
}

/** A parameter that nobody passes: unknown, but where it is used as a size it is the symbol of its name. */
export function parameterSymbol(fn: FunctionValue, parameter: Parameter): Value {
  const origin: Origin = {
    file: fn.file,
    start: parameter.start,
    end: parameter.end,
    what: `parameter of ${fn.name}`,
  };
  const name = parameterName(parameter);
  const reason = {
    missing: name ? `the value of the parameter \`${name}\`` : 'a parameter',
    at: origin,
    settle: `call \`${fn.name}\`, or give the parameter a default`,
  };
  if (name === undefined) return { kind: 'unknown', reason: { ...reason, isUnpassed: true } };
  if (isWholeNumber(parameter.annotation))
    return {
      kind: 'number',
      dim: symbol(name, { id: `${name}@${fn.file}:${parameter.start}`, origin }),
      float: undefined,
    };
  return { kind: 'unknown', reason, symbol: { name, id: `${name}@${fn.file}:${parameter.start}`, origin } };
}

function isWholeNumber(annotation: Expr | null): boolean {
  return annotation?.kind === 'name' && annotation.name === 'int';
}
