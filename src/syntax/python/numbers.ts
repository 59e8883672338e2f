/** Python's numeric literals, also those of Python 2 (`10L`, `0777`). Source: the language reference, "Numeric literals". */
import type { Expr, Span } from '../tree.ts';

export function numberExpr(written: string, span: Span): Expr {
  const digits = written.replaceAll('_', '').toLowerCase();
  if (/^0[xob]/.test(digits))
    return { kind: 'number', ...span, value: Number(digits.replace(/l$/, '')), float: false };
  if (digits.endsWith('j'))
    return { kind: 'number', ...span, value: Number(digits.slice(0, -1)), float: true, isImaginary: true };
  const float = /[.e]/.test(digits);
  const octal = /^0[0-7]+l?$/.test(digits) && !/^0+l?$/.test(digits);
  const plain = digits.replace(/l$/, '');
  return { kind: 'number', ...span, value: octal ? Number.parseInt(plain, 8) : Number(plain), float };
}
