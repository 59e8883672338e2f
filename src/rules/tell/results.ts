/** What a recurrent layer gives when it is called, in its framework's words. */
import { profileOf, type RecurrentForm, type Results } from '../../profiles/index.ts';
import type { NativeValue } from '../../values/index.ts';

/** undefined: one tensor, or what the arguments ask for. */
export function resultsOf({ class: { framework, name }, layer }: NativeValue): Results | undefined {
  return layer?.recurrent ? profileOf(framework).wording.results[formOf(name)] : undefined;
}

export function isLstm({ class: { name } }: NativeValue): boolean {
  return /lstm/i.test(name);
}

function formOf(name: string): RecurrentForm {
  const family = /lstm/i.test(name) ? 'lstm' : 'other';
  return /cell/i.test(name) ? `${family}-cell` : family;
}
