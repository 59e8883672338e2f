/** What a recurrent layer gives when it is called, in its framework's words. */
import type { NativeValue } from '../../values/index.ts';
import { type RecurrentForm, type Results, wordingOf } from './wording/index.ts';

/** undefined: one tensor, or what the arguments ask for. */
export function resultsOf({ class: { framework, name }, layer }: NativeValue): Results | undefined {
  return layer?.recurrent ? wordingOf(framework).results[formOf(name)] : undefined;
}

export function isLstm({ class: { name } }: NativeValue): boolean {
  return /lstm/i.test(name);
}

function formOf(name: string): RecurrentForm {
  const family = /lstm/i.test(name) ? 'lstm' : 'other';
  return /cell/i.test(name) ? `${family}-cell` : family;
}
