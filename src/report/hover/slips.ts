/** What is wrong with a spelling whose meaning is plain, and how it is spelt. */
import type { FileFacts, Slip } from '../../analysis/result.ts';
import { inlineCode, prose } from '../markdown/text.ts';
import { type Node, nodesAt } from './at.ts';
import type { Subject } from './subject.ts';

/**
 * A sentence for each slip in the expression that is asked about, then the expression as it has to be written:
 * '`get_weights`: a method must be called before its result can be indexed.', 'Write `model.layers[0].get_weights()[0]`.'
 */
export function slipTexts(file: FileFacts, subject: Subject | undefined, offset: number): readonly string[] {
  const asked = subject ?? { start: offset, end: offset };
  const slips = file.slips.filter(slip => isIn(slip, asked) || isIn(asked, slip));
  const [first] = slips;
  if (!first) return [];
  const whole = wholeExpression(file, first);
  const all = file.slips.filter(slip => isIn(slip, whole));
  return [
    ...slips.map(slip => `${inlineCode(faultyPart(slip, file))}: ${prose(slip.says)}.`),
    `Write ${inlineCode(corrected(file.text, whole, all))}.`,
  ];
}

interface Range {
  readonly start: number;
  readonly end: number;
}

function isIn(inner: Range, outer: Range): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

const CHAINED = new Set(['attribute', 'index', 'call']);

/** The longest chain of attributes, indices and calls that begins as the slip does. */
function wholeExpression({ module }: FileFacts, slip: Slip): Range {
  const begins = (node: Node): boolean => node.start === slip.start && CHAINED.has(node.kind ?? '');
  return nodesAt(module, slip.start).find(begins) ?? slip;
}

/** The name that is at fault: of `a.b.get_weights` the last. */
function faultyPart({ start, end }: Slip, { text }: FileFacts): string {
  return text.slice(text.lastIndexOf('.', end - 1) + 1, end) || text.slice(start, end);
}

function corrected(text: string, { start, end }: Range, slips: readonly Slip[]): string {
  const edits = slips.map(slip => slip.edit).sort((a, b) => a.start - b.start);
  let [code, from] = ['', start];
  for (const edit of edits) {
    code += text.slice(from, edit.start) + edit.text;
    from = edit.end;
  }
  return code + text.slice(from, end);
}
