/** Calls of the languages' libraries that never come back: what follows them on their path is not run. */
import type { Expr } from '../syntax/tree.ts';
import { find } from './attributes.ts';
import { at, type Frame } from './frame.ts';
import type { Machine } from './machine.ts';
import { lookup } from './scope.ts';

/** https://docs.python.org/3/library/constants.html#exit */
const FUNCTIONS = new Set(['exit', 'quit']);

/** https://docs.pytest.org/en/stable/reference/reference.html#functions, https://docs.python.org/3/library/sys.html#sys.exit */
const OF_MODULES: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ['sys', new Set(['exit'])],
  ['os', new Set(['_exit', 'abort'])],
  ['pytest', new Set(['exit', 'fail', 'skip', 'xfail'])],
]);

/** Of `unittest.TestCase`. */
const OF_TESTS = new Set(['fail', 'skipTest']);

export function neverReturns(m: Machine, frame: Frame, e: Expr): boolean {
  if (e.kind !== 'call' || !frame.language.explicitSelf) return false;
  const { callee } = e;
  if (callee.kind === 'name') return FUNCTIONS.has(callee.name) && !lookup(frame.scope, callee.name);
  if (callee.kind !== 'attribute' || callee.object.kind !== 'name') return false;
  const owner = lookup(frame.scope, callee.object.name);
  if (owner && owner === frame.self)
    return OF_TESTS.has(callee.name) && !find(m, owner, callee.name, at(frame, callee));
  const isOfWorkspace = owner?.kind === 'module' && owner.file !== undefined;
  return !isOfWorkspace && OF_MODULES.get(callee.object.name)?.has(callee.name) === true;
}
