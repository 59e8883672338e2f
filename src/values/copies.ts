/** Layers and models that are copies of one another. Code that makes ten of one by copying means the ten: the first is seldom used itself. */
import { beside } from './beside.ts';
import type { NativeValue } from './native.ts';

/** The first one, then its copies and theirs. */
const FAMILIES = beside<NativeValue, NativeValue[]>();

export function noteCopy(original: NativeValue, copy: NativeValue): void {
  const family = FAMILIES.get(original) ?? [original];
  family.push(copy);
  for (const member of [original, copy]) FAMILIES.set(member, family);
}

const hasRun = ({ layer, model }: NativeValue): boolean =>
  layer?.built.value.called === true || (model !== undefined && model.inputs().length > 0);

/** Whether another of the family says all there is to say: one that runs, or the first where none does. */
export function isOnlyCopied(value: NativeValue): boolean {
  const family = FAMILIES.get(value);
  if (!family || hasRun(value)) return false;
  return value !== family[0] || family.some(hasRun);
}
