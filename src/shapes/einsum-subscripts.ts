/** The text of an einsum, `bij,bjk->bik`, taken apart. */
import { accept, refuse, type ShapeResult } from './result.ts';

/** The labels of one operand, and where among them an ellipsis stands. */
export interface EinsumTerm {
  readonly text: string;
  readonly labels: readonly string[];
  readonly ellipsis: number | undefined;
}

export interface Einsum {
  readonly inputs: readonly EinsumTerm[];
  readonly output: EinsumTerm;
}

/**
 * Mismatch 'einsum' with reason 'syntax' and the position in the text, or 'output' for an output label that no
 * operand has or that stands there twice.
 */
export function parseEinsum(subscripts: string): ShapeResult<Einsum> {
  const wrong = wrongPosition(subscripts);
  if (wrong !== undefined) return refuse({ kind: 'einsum', subscripts, reason: 'syntax', position: wrong });
  const [left = '', right] = subscripts.replaceAll(/\s/g, '').split('->');
  const inputs = left.split(',').map(parseTerm);
  const output = right === undefined ? implicitOutput(inputs) : parseTerm(right);
  const known = new Set(inputs.flatMap(t => t.labels));
  const label = output.labels.find((l, i) => !known.has(l) || output.labels.indexOf(l) !== i);
  return label === undefined
    ? accept({ inputs, output })
    : refuse({ kind: 'einsum', subscripts, reason: 'output', label });
}

function parseTerm(text: string): EinsumTerm {
  const dots = text.indexOf('...');
  return { text, labels: [...text.replace('...', '')], ellipsis: dots < 0 ? undefined : dots };
}

/** The ellipsis first, then every label that stands exactly once, in alphabetical order. */
function implicitOutput(inputs: readonly EinsumTerm[]): EinsumTerm {
  const labels = inputs.flatMap(t => t.labels);
  const once = labels.filter(l => labels.indexOf(l) === labels.lastIndexOf(l)).sort();
  const hasEllipsis = inputs.some(t => t.ellipsis !== undefined);
  return {
    text: (hasEllipsis ? '...' : '') + once.join(''),
    labels: once,
    ellipsis: hasEllipsis ? 0 : undefined,
  };
}

/** Where the text stops being one: letters, commas, one arrow, at most one ellipsis a term. */
function wrongPosition(text: string): number | undefined {
  const [left = '', ...rights] = text.split('->');
  const start = left.length + 2;
  if (rights.length > 1) return start + (rights[0] ?? '').length;
  let position = 0;
  for (const term of left.split(',')) {
    const wrong = wrongInTerm(term);
    if (wrong !== undefined) return position + wrong;
    position += term.length + 1;
  }
  const wrong = wrongInTerm(rights[0] ?? '');
  return wrong === undefined ? undefined : start + wrong;
}

function wrongInTerm(term: string): number | undefined {
  const valid = /^[\sA-Za-z]*(?:\.\.\.[\sA-Za-z]*)?/.exec(term)?.[0].length ?? 0;
  return valid === term.length ? undefined : valid;
}
