/** Targets of assignments. */
import type { Target } from '../tree.ts';
import { list, printExpr, printIndex } from './expressions.ts';

export function printTarget(target: Target): string {
  switch (target.kind) {
    case 'name':
      return target.name;
    case 'attribute':
      return list('.', printExpr(target.object), target.name);
    case 'index':
      return list('[]', printExpr(target.object), ...target.indices.map(printIndex));
    case 'sequence':
      return list('seq', ...target.items.map(item => (item === null ? '_' : printTarget(item))));
    case 'object':
      return list(
        'obj',
        ...target.properties.map(({ key, target: bound }) => `${key ?? '**'}:${printTarget(bound)}`),
      );
    case 'rest':
      return list('*', printTarget(target.target));
    case 'default':
      return list('=', printTarget(target.target), printExpr(target.value));
  }
}
