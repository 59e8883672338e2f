/**
 * Hooks of React, as far as the first rendering says what they give: pages build their models in them. Source: https://react.dev/reference/react/hooks.
 */
import {
  type Call,
  dict,
  isFunctionOrMethod,
  list,
  type ModuleValue,
  moduleOf,
  NONE,
  nativeFunction,
  type Value,
} from '../../../values/index.ts';
import { lost, positional } from '../table.ts';

const hook = (name: string, body: (call: Call, given: Value | undefined) => Value) =>
  nativeFunction(name, call => body(call, positional(call)[0]));

const run = ({ host, site }: Call, given: Value | undefined): Value | undefined =>
  given && isFunctionOrMethod(given) ? host.call(given, [], site) : undefined;

/** What is nothing at first is set later on. */
const first = (call: Call, given: Value | undefined): Value =>
  !given || given.kind === 'none' ? lost(call) : given;

const memo = hook('useMemo', (call, given) => run(call, given) ?? lost(call));

const effect = hook('useEffect', (call, given) => {
  run(call, given);
  return NONE;
});

const state = hook('useState', (call, given) => list([first(call, run(call, given) ?? given), lost(call)]));

const same = hook('useCallback', (call, given) => given ?? lost(call));

export const react: ModuleValue = moduleOf('react', {
  useMemo: memo,
  useEffect: effect,
  useLayoutEffect: effect,
  useState: state,
  useCallback: same,
  useRef: hook('useRef', (call, given) => dict([['current', first(call, given)]])),
});
