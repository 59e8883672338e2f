import type { Pattern } from '../tree.ts';
import { list, printExpr } from './expressions.ts';

export function printPattern(p: Pattern): string {
  switch (p.kind) {
    case 'any-pattern':
      return p.isOpaque ? '(opaque "a pattern")' : '_';
    case 'capture-pattern':
      return list('bind', p.name);
    case 'value-pattern':
      return printExpr(p.value);
    case 'or-pattern':
      return list('|', ...p.patterns.map(printPattern));
    case 'as-pattern':
      return list('as', printPattern(p.pattern), p.name);
    case 'sequence-pattern':
      return list('sequence', ...p.items.map(printPattern));
    case 'rest-pattern':
      return list('*', p.name ?? '_');
    case 'mapping-pattern':
      return list(
        'mapping',
        ...p.entries.map(({ key, pattern }) => list(printExpr(key), printPattern(pattern))),
        ...(p.rest === null ? [] : [list('**', p.rest)]),
      );
    case 'class-pattern':
      return list(
        'class',
        printExpr(p.class),
        ...p.items.map(printPattern),
        ...p.attributes.map(({ name, pattern }) => list(`${name}=`, printPattern(pattern))),
      );
  }
}
