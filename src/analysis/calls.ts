/** Calls of every kind of value. */
import type { Origin } from '../shapes/index.ts';
import type { Argument as ArgumentNode, CallExpr } from '../syntax/tree.ts';
import type { Argument, ClassValue, FunctionValue, Items, ObjectValue, Value } from '../values/index.ts';
import { forEachOption } from './alternatives.ts';
import { methodOf } from './binding.ts';
import { classMember, construct, nativeBase } from './classes.ts';
import { awaited } from './coroutines.ts';
import { letFill } from './escapes.ts';
import { evaluate, evaluateCallee } from './expressions.ts';
import { at, type Embrace, type Frame } from './frame.ts';
import { callFunction } from './functions.ts';
import { withoutAlternatives } from './indifferent.ts';
import { iterationOf } from './iteration.ts';
import { useUp } from './library/iterators.ts';
import { dictBehind } from './library/python/dict-behind.ts';
import { memberOfValue } from './library/python/enums.ts';
import type { Machine } from './machine.ts';
import { notCalled, ofResult } from './missing.ts';
import { requireModule } from './modules.ts';
import { takeAsInput } from './narrow.ts';

import type { Passed } from './parameters.ts';
import { refuseCall, refuseUninitialisedCall } from './python-errors/index.ts';
import { unraised } from './raising.ts';
import { suspectSamples } from './samples-as-steps.ts';
import { lookup } from './scope.ts';
import { noteUnknownPart } from './unknown-parts.ts';
import { noteGiven, noteWhole } from './uses.ts';

export { callFunction } from './functions.ts';

/** `embrace`: it is the context of a `with`. */
export function evaluateCall(m: Machine, frame: Frame, e: CallExpr, embrace?: Embrace): Value {
  const { callee } = e;
  const site = at(frame, e);
  if (callee.kind === 'name' && callee.name === 'require' && !lookup(frame.scope, 'require'))
    return requireModule(m, frame, e);
  const called = evaluateCallee(m, frame, callee);
  takeAsInput(m, frame, e.arguments, called);
  noteUnknownPart(m, frame, callee, called);
  const passed = evaluateArguments(m, frame, e.arguments);
  suspectSamples(m, frame, e, called);
  const { calling } = m;
  m.calling = frame;
  try {
    return callValue(m, called, { ...passed, embrace, callee: at(frame, callee) }, site);
  } finally {
    m.calling = calling;
  }
}

export function evaluateArguments(m: Machine, frame: Frame, nodes: readonly ArgumentNode[]): Passed {
  if (nodes.some(node => node.spread !== null)) return evaluateSpread(m, frame, nodes);
  const args = nodes.map(node => argumentOf(frame, node, evaluate(m, frame, node.value)));
  return { args, open: false, isWritten: true };
}

function argumentOf(frame: Frame, node: ArgumentNode, value: Value): Argument {
  return { name: node.name ?? undefined, value, at: at(frame, node) };
}

function evaluateSpread(m: Machine, frame: Frame, nodes: readonly ArgumentNode[]): Passed {
  const args: Argument[] = [];
  let open = false;
  let each: Items | undefined;
  // Behind a `*spread` of unknown length a positional argument may stand for any parameter.
  let isPlaced = true;
  for (const node of nodes) {
    const value = evaluate(m, frame, node.value);
    if (node.spread !== null) {
      const isKnown = spread(m, frame, node, value, args);
      open ||= !isKnown;
      isPlaced &&= isKnown || node.spread === 'dict';
      if (nodes.length === 1 && !isKnown && value.kind === 'list') each = value.items.value;
    } else if (isPlaced || node.name) args.push(argumentOf(frame, node, value));
  }
  return { args, open, each, isWritten: true };
}

/** False where it is not known which arguments this gives. */
function spread(m: Machine, frame: Frame, node: ArgumentNode, value: Value, args: Argument[]): boolean {
  const where = at(frame, node);
  if (node.spread === 'dict') {
    const entries = dictBehind(value)?.entries.value;
    if (!entries) return false;
    const { known, rest, possible } = entries;
    for (const [name, item] of known)
      args.push({ name: String(name), value: item, at: where, isPossible: possible?.has(name) === true });
    return rest === undefined;
  }
  const items = iterationOf(m, value, where);
  useUp(m.host, value);
  if (!('known' in items)) return false;
  for (const item of items.known) args.push({ name: undefined, value: item, at: where });
  return true;
}

/** Calls any value. Frameworks see one alternative of each argument at a time; the user's own functions see all at once. */
export function callValue(m: Machine, callee: Value, passed: Passed, site: Origin): Value {
  return forEachOption(m, [callee], ([chosen]) => {
    const value = chosen ?? callee;
    if (!isNative(value)) return callOne(m, value, passed, site);
    // A method of a tensor has what it belongs to among its operands.
    const receiver = value.kind === 'native-function' ? value.receiver : undefined;
    const given = withoutAlternatives(m, value, passed.args);
    const operands = given.map(a => a.value);
    return forEachOption(m, receiver ? [...operands, receiver] : operands, values => {
      const args = given.map((a, i) => ({ ...a, value: values[i] ?? a.value }));
      const isKept = receiver === undefined || values[operands.length] === receiver;
      return callOne(m, isKept ? value : (values[operands.length] ?? value), { ...passed, args }, site);
    });
  });
}

function isNative(value: Value): boolean {
  if (value.kind === 'bound') return value.function.kind === 'native-function';
  return value.kind === 'native' || value.kind === 'native-class' || value.kind === 'native-function';
}

function callOne(m: Machine, callee: Value, passed: Passed, site: Origin): Value {
  const result = resultOf(m, callee, passed, site);
  if (!isFollowed(callee)) noteGiven(m, callee, givenTo(callee, passed), result);
  return result;
}

/** Whether it is code of the user's, in which the uses of what it is given are seen. */
const isFollowed = (callee: Value): boolean =>
  callee.kind === 'function' ||
  callee.kind === 'object' ||
  (callee.kind === 'bound' && callee.function.kind === 'function');

function givenTo(callee: Value, { args }: Passed): readonly Value[] {
  const values = args.map(({ value }) => value);
  const receiver = callee.kind === 'native-function' ? callee.receiver : undefined;
  return receiver ? [receiver, ...values] : values;
}

function resultOf(m: Machine, callee: Value, passed: Passed, site: Origin): Value {
  const call = { host: m.host, site, args: passed.args, open: passed.open, each: passed.each };
  if (isPatched(m, callee)) return m.host.unknown('what the program made of a class', site);
  switch (callee.kind) {
    case 'function':
      return callFunction(m, callee, passed, site);
    case 'bound':
      if (callee.function.kind === 'function') return callOn(m, callee.self, callee.function, passed, site);
      return callee.function.invoke(call);
    case 'native-function':
      return callee.invoke(call);
    case 'native-class':
      return callee.construct(call);
    case 'class':
      return memberByValue(callee, passed) ?? construct(m, callee, passed, site);
    case 'native':
      return (
        callee.behaviour.invoke?.(call) ??
        refuseCall(m, callee, site, passed.callee) ??
        m.host.because({ ...notCalled(callee.class, m.host.textOf(site)), at: site })
      );
    case 'object':
      return callObject(m, callee, passed, site);
    case 'unknown':
      // It may run what it is given.
      for (const { value } of passed.args) unraised(m, () => awaited(value));
      letFill(
        m,
        passed.args.map(arg => arg.value),
        site,
      );
      return m.host.because(ofResult(callee.reason, () => m.host.textOf(site), site));
    default:
      return (
        refuseCall(m, callee, site, passed.callee) ??
        m.host.unknown(`the result of \`${m.host.textOf(site)}\``, site)
      );
  }
}

/** Those of the innermost function that have names of their own. */
export function parametersOf({ function: own, scope }: Frame): ReadonlyMap<string, Value> | undefined {
  const values = new Map<string, Value>();
  for (const { target, spread } of own?.parameters ?? []) {
    const value = target.kind === 'name' && !spread ? lookup(scope, target.name) : undefined;
    if (value && target.kind === 'name') values.set(target.name, value);
  }
  return own && values;
}

/** `Kind('gru')` of an enumeration. */
function memberByValue(cls: ClassValue, { args }: Passed): Value | undefined {
  const [value, ...others] = args;
  return value && others.length === 0 ? memberOfValue(cls, value.value) : undefined;
}

/** Whether the program has changed the framework's class that is constructed or whose instance is called. */
function isPatched({ run: { patchedClasses } }: Machine, callee: Value): boolean {
  if (patchedClasses.size === 0) return false;
  const type = callee.kind === 'native' ? callee.class : callee;
  return type.kind === 'native-class' && patchedClasses.has(type.qualified);
}

/** Runs a method, inside of what the framework's base class puts around it. */
export function callOn(m: Machine, self: Value, method: FunctionValue, passed: Passed, site: Origin): Value {
  const run = (): Value => callFunction(m, method, passed, site, self);
  const around = self.kind === 'object' ? nativeBase(self.class)?.extend?.around : undefined;
  return around && self.kind === 'object' ? around(m.host, self, method.name, run, site) : run();
}

function callObject(m: Machine, self: ObjectValue, passed: Passed, site: Origin): Value {
  const own = classMember(m, self.class, '__call__');
  if (own?.kind === 'function') return callOn(m, self, own, passed, site);
  const call = { host: m.host, site, args: passed.args, open: passed.open };
  if (own?.kind === 'native-function' && own.wraps) return methodOf(self, own).invoke(call);
  const early = refuseUninitialisedCall(m, self, site);
  if (early) return early;
  const extension = nativeBase(self.class)?.extend?.invoke;
  if (extension) return extension(call, self);
  noteWhole(m, ...passed.args.map(({ value }) => value));
  return (
    self.base.value?.behaviour.invoke?.(call) ??
    refuseCall(m, self, site, passed.callee) ??
    m.host.unknown(`the result of \`${m.host.textOf(site)}\``, site)
  );
}

/** Calls a method of the user's class; undefined where it has none of that name. */
export function callMethod(
  m: Machine,
  self: ObjectValue,
  name: string,
  args: readonly Value[],
  site: Origin,
): Value | undefined {
  const method = classMember(m, self.class, name);
  if (method?.kind !== 'function') return undefined;
  return callFunction(
    m,
    method,
    { args: args.map(value => ({ name: undefined, value, at: site })), open: false },
    site,
    self,
  );
}
