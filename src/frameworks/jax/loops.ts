/** `fori_loop`, `while_loop`, `cond` and `switch`. https://docs.jax.dev/en/latest/jax.lax.html#control-flow-operators */
import { define, type FunctionTable, type Operation } from '../array/operation.ts';
import { refused, result } from '../array/scene.ts';
import { type Argument, itemsOf, type Value } from '../parts.ts';
import { callWith, isCallable } from './calling.ts';
import { agreed, difference, refuseCarry } from './carry.ts';
import { traced } from './leaves.ts';
import { keptCarry } from './scan.ts';
import { leavesOf, mapTree } from './trees.ts';

const SAYS = 'body function carry input and carry output must have equal types, but they differ';

/** The body gets the carry as its last argument and must give one alike. */
function looped(op: Operation, first: readonly Value[], bodyName: string): Value {
  const { bound } = op;
  const carry = traced(op, bound.value('init_val'));
  const after = callWith(op, bound.value(bodyName), [...first, carry]);
  return keptCarry(op, carry, after, bound.at('init_val'), SAYS) ?? refused(op);
}

const foriLoop = (op: Operation): Value => looped(op, [result(op, [], { dtype: 'int' })], 'body_fun');

const whileLoop = (op: Operation): Value => looped(op, [], 'body_fun');

/** Both branches are traced, and must give trees of the same shapes. */
function branches(op: Operation, functions: readonly Value[], operands: readonly Argument[]): Value {
  const [first, ...others] = functions.map(f =>
    callWith(
      op,
      f,
      operands.map(a => traced(op, a.value)),
    ),
  );
  if (!first) return op.host.unknown('what a branch gives', op.site);
  for (const other of others) {
    const found = difference(first, other);
    if (!found) continue;
    const says = 'branches must have equal output types but they differ';
    refuseCarry(op, found, { at: op.site, role: 'the result of the first branch', says });
    return refused(op);
  }
  return others.reduce((known, other) => filledIn(op, known, other), traced(op, first));
}

function filledIn(op: Operation, known: Value, other: Value): Value {
  const leaves = leavesOf(other);
  if (!leaves || leaves.length !== leavesOf(known)?.length) return known.kind === 'unknown' ? other : known;
  let next = 0;
  return mapTree(known, leaf => agreed(op, leaf, leaves[next++] ?? leaf));
}

/** The old form gave each branch an operand of its own; it is left alone. */
const cond = (op: Operation): Value => {
  const { bound } = op;
  const functions = [bound.value('true_fun'), bound.value('false_fun')];
  if (bound.open || functions.some(f => isCallable(f) === false))
    return op.host.unknown('what `cond` gives', op.site);
  const named = bound.given('operand');
  return branches(op, functions, [...bound.extra, ...(named ? [named] : [])]);
};

const choose = (op: Operation): Value => {
  const functions = itemsOf(op.bound.value('branches'));
  if (!functions || op.bound.open) return op.host.unknown('what `switch` gives', op.site);
  return branches(op, functions, op.bound.extra);
};

export const LOOPS: FunctionTable = {
  fori_loop: define('lower, upper, body_fun, init_val, *, unroll=None', foriLoop),
  while_loop: define('cond_fun, body_fun, init_val', whileLoop),
  cond: define('pred, true_fun, false_fun, *operands, operand=None, linear=None', cond),
  switch: define('index, branches, *operands, operand=None', choose),
};
