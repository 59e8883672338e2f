/** What Python itself refuses, stated where it surely does. */
import type { Origin } from '../../shapes/index.ts';
import type { FrameworkName, ProgramConflict, Value } from '../../values/index.ts';
import type { Machine } from '../machine.ts';
import { rulesOf } from '../rules.ts';

/**
 * Where a condition is not known, what stands there may have been made sure of in a way that is not followed; and what nothing calls may be called
 * with things of other classes than its code says by itself.
 */
export const isSure = (m: Machine): boolean => rulesOf(m).explicitSelf && m.undecided === 0 && !m.entry;

export interface Refusal extends Pick<ProgramConflict, 'aspect' | 'name' | 'operation'> {
  readonly at: Origin;
  readonly framework?: FrameworkName | undefined;
  readonly says?: string | undefined;
  readonly instead?: string | undefined;
}

export function refuse(m: Machine, { framework = 'python', ...refusal }: Refusal): Value {
  m.host.refuse({ kind: 'program', framework, ...refusal, instead: refusal.instead });
  const { at } = refusal;
  return m.host.because({ missing: `\`${m.host.textOf(at)}\`, which is refused here`, at });
}

export const withArticle = (type: string): string =>
  type === 'NoneType' ? 'None' : `${/^([aeiouAEIOU]|[FHLMNRSX](?![a-z]))/.test(type) ? 'an' : 'a'} ${type}`;

/** 'An int', where a sentence begins. */
export const subjectOf = (type: string): string =>
  type === 'NoneType' ? 'None' : withArticle(type).replace('a', 'A');

/** Types of Python's own, where the value is surely of one: a list may stand for some relative that can do more. */
export function plainType(value: Value): string | undefined {
  if (value.kind === 'string' && value.value !== undefined) return 'str';
  if (value.kind === 'number') return value.dim ? 'int' : value.float === undefined ? undefined : 'float';
  if (value.kind === 'none') return value.isGiven ? 'NoneType' : undefined;
  if (value.kind !== 'list' || value.shapeOf) return undefined;
  return value.flavour === 'tuple' || value.isDisplay ? value.flavour : undefined;
}
