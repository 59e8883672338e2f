/** `globals()` and `locals()`: the variables of a scope as a dictionary. https://docs.python.org/3/library/functions.html#globals */
import {
  dictWith,
  type NativeFunction,
  nativeFunction,
  type Scope,
  standFor,
  type Value,
} from '../values/index.ts';
import type { Frame } from './frame.ts';
import type { Machine } from './machine.ts';
import { declare, variableIn } from './scope.ts';

/** The function of this name that belongs to a frame; undefined: the name is another one. */
export function scopeFunction(m: Machine, frame: Frame, name: string): NativeFunction | undefined {
  if (!frame.language.explicitSelf) return undefined;
  if (name === 'globals') return nativeFunction(name, () => variablesOf(m, outermost(frame.scope), true));
  // What is written to it inside of a function changes no variable.
  if (name === 'locals')
    return nativeFunction(name, () => variablesOf(m, frame.scope, frame.scope.kind === 'module'));
  return undefined;
}

const outermost = (scope: Scope): Scope => (scope.parent ? outermost(scope.parent) : scope);

/** Others may be there that the language sets (`__builtins__`). */
function variablesOf(m: Machine, scope: Scope, isLive: boolean): Value {
  // Which names there are is nobody's place to note.
  m.stretches?.spoil();
  const known = new Map(
    [...scope.variables].flatMap(([name, { value }]) => (value ? [[name, value] as const] : [])),
  );
  const made = dictWith({
    known,
    rest: scope.kind === 'module' ? m.host.unknown('a name of the language itself') : undefined,
  });
  if (!isLive) return made;
  return standFor(made, entries => {
    for (const [name, value] of entries)
      if (variableIn(scope, name) !== value) declare(m, scope, name, value);
  });
}
