/** Tables of MXNet's functions. */
import { type ArrayFunction, define, type FunctionTable, type Operation } from '../array/operation.ts';
import type { Value } from '../parts.ts';
import { inMode } from './mode.ts';

/** Many names with one signature; keywords beyond it are let pass: every operator takes `name`, `out` and the attributes of its kernel. */
export function every(names: string, text: string, run: ArrayFunction['run']): FunctionTable {
  const made = define(`${text}${text ? ', ' : ''}**kwargs`, op => inMode(op.host, run(op)));
  return Object.fromEntries(
    names
      .trim()
      .split(/\s+/)
      .map(name => [name, made]),
  );
}

export const unmodelled = (op: Operation): Value =>
  op.host.unknown(`what \`${op.operation}\` gives`, op.site);
