/** Parameter lists: `(x y:int=3 *args (kw key=1) **rest)`. */
import type { Parameter } from '../tree.ts';
import { printExpr } from './expressions.ts';
import { printTarget } from './targets.ts';

export function printParameters(parameters: readonly Parameter[]): string {
  return `(${parameters.map(printParameter).join(' ')})`;
}

function printParameter(parameter: Parameter): string {
  const stars = { list: '*', dict: '**' };
  const prefix = parameter.spread === null ? '' : stars[parameter.spread];
  const annotation = parameter.annotation === null ? '' : `:${printExpr(parameter.annotation)}`;
  const value = parameter.default === null ? '' : `=${printExpr(parameter.default)}`;
  const text = `${prefix}${printTarget(parameter.target)}${annotation}${value}`;
  return parameter.keywordOnly ? `(kw ${text})` : text;
}
