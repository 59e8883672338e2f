/** Evaluates expressions. Values that a hover may be asked about are handed to the recorder with their range. */

import { isUnknown, size, unknownDim } from '../shapes/index.ts';
import type { CallExpr, Expr, OpaqueExpr, TemplateExpr } from '../syntax/tree.ts';
import {
  asString,
  bool,
  ELLIPSIS,
  float,
  integer,
  isGuess,
  joinValues,
  NONE,
  SOME_COMPLEX,
  SOME_STRING,
  string,
  type Value,
} from '../values/index.ts';
import { asSeen } from './as-seen.ts';
import { attributeOf } from './attributes.ts';
import { branch } from './branches.ts';
import { evaluateCall } from './calls.ts';
import { handedOn } from './chance.ts';
import { superOf } from './classes.ts';
import { evaluateCompare } from './comparisons.ts';
import { awaited } from './coroutines.ts';
import { comprehension, dictDisplay, display } from './displays.ts';
import { runEmbraced } from './embraced.ts';
import { withEquated } from './equated.ts';
import { at, type Embrace, type Frame } from './frame.ts';
import { LAMBDA, makeFunction } from './functions.ts';
import { evaluateIndex } from './indexing.ts';
import { append, extend } from './library/sequences.ts';
import { type Machine, tick } from './machine.ts';
import { missingName } from './missing.ts';
import { narrow } from './narrow.ts';
import { textOfInt } from './numbers.ts';
import { evaluateBinary, evaluateUnary } from './operators/index.ts';
import { isSure, refuseFormat, refuseTruth } from './python-errors/index.ts';
import { lookup } from './scope.ts';
import { scopeFunction } from './scope-dict.ts';
import { selectByFlag } from './select.ts';
import { bindTarget } from './targets.ts';
import { flagOf, truthOf } from './truth.ts';
import { undefinedName } from './undefined-names.ts';
import { noteWhole } from './uses.ts';

export function evaluate(m: Machine, frame: Frame, e: Expr): Value {
  tick(m);
  return shown(m, frame, e, evaluateKind(m, frame, e));
}

/** A call that is the context of a `with`. */
export const evaluateEmbracing = (m: Machine, frame: Frame, e: CallExpr, embrace: Embrace): Value =>
  shown(m, frame, e, evaluateCall(m, frame, e, embrace));

/** What a call calls: of an attribute its method. */
export function evaluateCallee(m: Machine, frame: Frame, e: Expr): Value {
  if (e.kind !== 'attribute') return evaluate(m, frame, e);
  tick(m);
  return shown(m, frame, e, attributeOf(m, evaluate(m, frame, e.object), e.name, at(frame, e), e));
}

function shown(m: Machine, frame: Frame, e: Expr, evaluated: Value): Value {
  const value = withEquated(m, evaluated);
  if (m.muted === 0 && isWorthShowing(e, value))
    m.recorder.observe(frame.file, e.start, e.end, asSeen(value));
  return value;
}

/**
 * An attribute that is not called. What is taken for a tensor and is read by a name that tensors have a method of (`batch.sub`, `data.index_select`) is
 * rather an object of another class, which holds something there.
 */
function attributeRead(m: Machine, frame: Frame, e: Extract<Expr, { kind: 'attribute' }>): Value {
  const object = evaluate(m, frame, e.object);
  const value = attributeOf(m, object, e.name, at(frame, e), e);
  const isMethod = value.kind === 'native-function' && isGuess(object);
  return isMethod ? m.host.unknown(`what \`${e.name}\` holds`, at(frame, e)) : value;
}

/** Plain numbers and strings explain themselves; a hover on them would only be in the way. Of sizes that are not known one may ask why. */
function isWorthShowing(e: Expr, value: Value): boolean {
  if (
    e.kind !== 'name' &&
    e.kind !== 'attribute' &&
    e.kind !== 'call' &&
    e.kind !== 'index' &&
    e.kind !== 'binary'
  )
    return false;
  switch (value.kind) {
    case 'tensor':
    case 'native':
    case 'object':
    case 'unknown':
    case 'union':
    case 'list':
      return true;
    case 'number':
      return value.dim !== undefined && isUnknown(value.dim);
    default:
      return false;
  }
}

function evaluateKind(m: Machine, frame: Frame, e: Expr): Value {
  switch (e.kind) {
    case 'number':
      if (e.isImaginary) return SOME_COMPLEX;
      return e.float
        ? float(e.value)
        : Number.isSafeInteger(e.value)
          ? integer(size(e.value, at(frame, e)))
          : integer(unknownDim());
    case 'string':
      return string(e.value);
    case 'boolean':
      return bool(e.value);
    case 'none':
      return NONE;
    case 'ellipsis':
      return ELLIPSIS;
    case 'template':
      return template(m, frame, e);
    case 'name':
      return evaluateName(m, frame, e.name, e);
    case 'attribute':
      return attributeRead(m, frame, e);
    case 'index':
      return evaluateIndex(m, frame, e);
    case 'call':
      return evaluateCall(m, frame, e);
    case 'unary':
      return evaluateUnary(m, frame, e);
    case 'binary':
      return evaluateBinary(m, frame, e);
    case 'compare':
      return evaluateCompare(m, frame, e);
    case 'logical':
      return logical(m, frame, e);
    case 'conditional':
      return conditional(m, frame, e);
    case 'function':
      return makeFunction(m, frame, e, LAMBDA, []);
    case 'list':
    case 'tuple':
    case 'set':
      return display(m, frame, e);
    case 'dict':
      return dictDisplay(m, frame, e);
    case 'comprehension':
      return comprehension(m, frame, e);
    case 'spread':
      return evaluate(m, frame, e.value);
    case 'await':
      return awaited(evaluate(m, frame, e.value));
    case 'walrus': {
      const value = evaluate(m, frame, e.value);
      bindTarget(m, frame, e.target, value);
      return value;
    }
    case 'yield': {
      const value = e.value ? evaluate(m, frame, e.value) : NONE;
      if (frame.embrace) runEmbraced(m, frame, frame.embrace, value);
      if (frame.yields && e.delegates) extend(m.host, frame.yields, value);
      else if (frame.yields) append(m.host, frame.yields, [value]);
      return m.host.unknown('a value sent into a generator', at(frame, e));
    }
    case 'opaque':
      return opaque(m, frame, e);
  }
}

function evaluateName(m: Machine, frame: Frame, name: string, e: Expr): Value {
  if (name === 'super') return superOf(m, frame, at(frame, e));
  return (
    lookup(frame.scope, name) ??
    frame.language.builtin(m.host, name) ??
    scopeFunction(m, frame, name) ??
    undefinedName(m, frame, name) ??
    m.host.because({ missing: missingName(frame.language.name, name), at: at(frame, e) })
  );
}

function opaque(m: Machine, frame: Frame, e: OpaqueExpr): Value {
  e.parts.forEach((part, i) => {
    const value = evaluate(m, frame, part);
    noteWhole(m, value);
    if (i === 0 && e.isFormatted && isSure(m) && m.tolerated === 0)
      refuseFormat(m.host, value, at(frame, part));
  });
  return m.host.unknown(e.reason, at(frame, e));
}

function template(m: Machine, frame: Frame, e: TemplateExpr): Value {
  let text: string | undefined = '';
  for (const part of e.parts) {
    const value = evaluate(m, frame, part);
    const piece = asString(value) ?? textOfInt(value);
    text = text === undefined || piece === undefined ? undefined : text + piece;
  }
  return text === undefined ? SOME_STRING : string(text);
}

function logical(m: Machine, frame: Frame, e: Extract<Expr, { kind: 'logical' }>): Value {
  const left = evaluate(m, frame, e.left);
  const known = leftTruth(m, frame, e, left);
  const rightCounts = known === undefined ? undefined : e.op === 'and' ? known : !known;
  if (rightCounts === true) return evaluate(m, frame, e.right);
  if (rightCounts === false) return left;
  return joinValues(
    left,
    branchValue(m, frame, () => evaluate(m, frame, e.right)),
  );
}

/** Whether the left side is true, for `??` whether it is there; undefined: not known. */
function leftTruth(
  m: Machine,
  frame: Frame,
  { op }: Extract<Expr, { kind: 'logical' }>,
  left: Value,
): boolean | undefined {
  if (op !== 'and' && left.kind === 'unknown' && left.reason.isUnset) return false;
  if (op !== '??') return truthOf(m, frame, left);
  return noneness(left);
}

/** For `??`: true where the left side counts. */
function noneness(value: Value): boolean | undefined {
  return value.kind === 'none'
    ? false
    : value.kind === 'unknown' || value.kind === 'union'
      ? undefined
      : true;
}

/** Evaluates what may not run at all. */
function branchValue(m: Machine, frame: Frame, action: () => Value): Value {
  let value: Value = NONE;
  branch(
    m,
    frame,
    () => {
      value = action();
    },
    () => {},
  );
  return value;
}

/** `int(os.environ['UNITS']) if 'UNITS' in os.environ else 64`: a run without special settings has no such variable. */
function asksEnvironment(m: Machine, frame: Frame, test: Expr): boolean | undefined {
  if (test.kind !== 'compare' || test.ops.length !== 1) return undefined;
  const [op] = test.ops;
  const [, holder] = test.operands;
  if ((op !== 'in' && op !== 'not-in') || holder?.kind !== 'attribute' || holder.name !== 'environ')
    return undefined;
  const value = evaluate(m, frame, holder);
  return value.kind === 'module' && value.name === 'os.environ' ? op === 'not-in' : undefined;
}

function conditional(m: Machine, frame: Frame, e: Extract<Expr, { kind: 'conditional' }>): Value {
  const test = evaluate(m, frame, e.test);
  refuseTruth(m, test, at(frame, e.test));
  const known = asksEnvironment(m, frame, e.test) ?? truthOf(m, frame, test);
  if (known !== undefined) return evaluate(m, frame, known ? e.body : e.orelse);
  let whenTrue: Value = NONE;
  let whenFalse: Value = NONE;
  branch(
    m,
    frame,
    () => {
      narrow(m, frame, e.test, true);
      whenTrue = evaluate(m, frame, e.body);
    },
    () => {
      narrow(m, frame, e.test, false);
      whenFalse = evaluate(m, frame, e.orelse);
    },
  );
  return handedOn(test, whenTrue, whenFalse) ?? selectByFlag(flagOf(test), whenTrue, whenFalse);
}
