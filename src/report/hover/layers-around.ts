/** The layers that a cursor speaks of, which stands between two characters: in a name that holds one, in a call of it, or anywhere inside its constructor call. */
import type { FileFacts } from '../../analysis/result.ts';
import type { NativeValue } from '../../values/index.ts';
import { subjectAt } from './subject.ts';

export function layersAround(file: FileFacts, offset: number): readonly NativeValue[] {
  for (const at of [offset, offset - 1]) {
    const named = namedAt(file, at);
    if (named.length > 0) return named;
  }
  return madeAround(file, offset);
}

function namedAt(file: FileFacts, offset: number): readonly NativeValue[] {
  const subject = subjectAt(file, offset, value => value.kind === 'native' && value.layer !== undefined);
  return subject?.values.flatMap(value => (value.kind === 'native' ? [value] : [])) ?? [];
}

/** Innermost constructor calls first. */
function madeAround(file: FileFacts, offset: number): readonly NativeValue[] {
  return file.layers
    .map(fact => fact.layer)
    .filter(({ site }) => site.file === file.path && site.start <= offset && offset <= site.end)
    .sort((a, b) => a.site.end - a.site.start - (b.site.end - b.site.start));
}
