/** Arguments that Python refuses to bind to the parameters of a function of the user's. */
import type { Origin } from '../shapes/index.ts';
import type { Expr, Parameter } from '../syntax/tree.ts';
import type { Argument, FunctionValue, Value } from '../values/index.ts';
import type { Machine } from './machine.ts';

interface Wrong {
  readonly aspect: 'unknown' | 'missing' | 'repeated' | 'too-many';
  readonly parameter: string;
  readonly argument?: Argument;
}

/** Decorators that keep a function's parameters as they are written. */
const KEEPING =
  /^(staticmethod|classmethod|property|cached_property|abstractmethod|override|no_grad|inference_mode|enable_grad|compact)$/;

/** Whether a function takes what its definition says: a decorator that is not known may make something else of it. */
export function keepsParameters(decorators: readonly Expr[]): boolean {
  return decorators.every(decorator => {
    const e = decorator.kind === 'call' ? decorator.callee : decorator;
    return (e.kind === 'name' || e.kind === 'attribute') && KEEPING.test(e.name);
  });
}

/**
 * States what Python refuses of a call, as `TypeError`; undefined where it takes the arguments. `self` is no part of `args`.
 * https://docs.python.org/3/reference/expressions.html#calls
 */
export function refuseArguments(
  m: Machine,
  fn: FunctionValue,
  args: readonly Argument[],
  site: Origin,
  self: Value | undefined,
): Value | undefined {
  const hasSelf = self !== undefined && fn.decoration !== 'static';
  const parameters = hasSelf ? withoutFirst(fn.function.parameters) : fn.function.parameters;
  const hasNoPlace = hasSelf && fn.function.parameters.length === 0 && fn.keepsParameters;
  const wrong = hasNoPlace ? NO_PLACE : parameters && wrongArgument(parameters, args);
  if (!wrong) return undefined;
  const owner = fn.owner.value;
  const operation = owner ? (fn.name === '__init__' ? owner.name : `${owner.name}.${fn.name}`) : fn.name;
  m.host.refuse({
    kind: 'argument',
    framework: 'python',
    operation,
    at: wrong.argument?.at ?? site,
    aspect: wrong.aspect,
    parameter: wrong.parameter,
    allowed: undefined,
    given: undefined,
    known:
      wrong.aspect === 'unknown' ? (parameters ?? []).flatMap(p => (p.spread ? [] : (nameOf(p) ?? []))) : [],
  });
  return m.host.because({ missing: `the result of \`${operation}\`, which is refused here`, at: site });
}

/** `def forward():` of a class takes not even the object itself. */
const NO_PLACE: Wrong = { aspect: 'too-many', parameter: '0' };

/** undefined: where the object itself goes is not plain. */
function withoutFirst([first, ...others]: readonly Parameter[]): readonly Parameter[] | undefined {
  if (!first) return undefined;
  return first.spread === 'list' ? [first, ...others] : first.keywordOnly ? undefined : others;
}

function wrongArgument(parameters: readonly Parameter[], args: readonly Argument[]): Wrong | undefined {
  const places = parameters.filter(p => !p.spread && !p.keywordOnly);
  const positional = args.filter(a => a.name === undefined);
  const named = args.filter(a => a.name !== undefined);
  const extra = positional[places.length];
  if (extra && !parameters.some(p => p.spread === 'list'))
    return { aspect: 'too-many', parameter: String(places.length), argument: extra };
  const filled = places.slice(0, positional.length).map(nameOf);
  const names = parameters.flatMap(p => (p.spread ? [] : (nameOf(p) ?? [])));
  const takesAny = parameters.some(p => p.spread === 'dict');
  for (const argument of named) {
    const { name = '', isPossible } = argument;
    if (isPossible) continue;
    if (!takesAny && !names.includes(name)) return { aspect: 'unknown', parameter: name, argument };
    if (filled.includes(name)) return { aspect: 'repeated', parameter: name, argument };
  }
  const missing = parameters.find(
    p => !p.spread && !p.default && !filled.includes(nameOf(p)) && !named.some(a => a.name === nameOf(p)),
  );
  const name = missing && nameOf(missing);
  return name === undefined ? undefined : { aspect: 'missing', parameter: name };
}

const nameOf = ({ target }: Parameter): string | undefined => {
  if (target.kind === 'name') return target.name;
  return target.kind === 'default' && target.target.kind === 'name' ? target.target.name : undefined;
};
