/** "Why is there no shape here?": what is known at a place, or the first value that is missing, where it was lost, and what would settle it. */
import type { FileFacts } from '../analysis/result.ts';
import type { Locate } from '../rules/index.ts';
import { isUnknown, type Origin } from '../shapes/index.ts';
import { shapeOf, type Value } from '../values/index.ts';
import { type Node, nodesAt } from './hover/at.ts';
import { valuesSeen } from './hover/subject.ts';
import { lossOf } from './loss.ts';
import { COVERAGE_URL, reasonSentence, STATE_SHAPE } from './reason.ts';
import { shapeText } from './shape-text.ts';

export interface Why {
  /** Sentences for a person, with code in backquotes. */
  readonly text: string;
  /** Where the value was lost. */
  readonly at: Origin | undefined;
  /** A page to read on: of what is modelled. */
  readonly page: string | undefined;
}

export function whyAt(file: FileFacts, offset: number, locate: Locate): Why {
  if (!file.relevant)
    return saying('This file imports no framework that is known, so that nothing in it is analysed.');
  // A cursor stands behind a name as often as before it.
  const found = innermost(file, offset) ?? innermost(file, Math.max(0, offset - 1));
  if (!found) return saying(nothingSeen(file, offset));
  const { code, values } = found;
  const reasons = values.map(value => lossOf(value, file));
  const reason = reasons.find(each => each !== undefined);
  if (!reason) return saying(`${code}: nothing is missing. ${known(values)}`);
  return {
    text: `${code}: ${knownPart(values)}${reasonSentence(reason, file, locate, STATE_SHAPE)}`,
    at: reason.at,
    page: reason.gap === undefined ? undefined : COVERAGE_URL,
  };
}

function saying(text: string): Why {
  return { text, at: undefined, page: undefined };
}

interface Seen {
  readonly code: string;
  readonly values: readonly Value[];
}

/** The innermost expression at the offset of which a value was seen. */
function innermost(file: FileFacts, offset: number): Seen | undefined {
  const chain = nodesAt(file.module, offset);
  for (const node of [...chain].reverse()) {
    const values = valuesSeen(file, node);
    if (values.length > 0) return { code: codeOf(file, node), values };
  }
  return undefined;
}

const LONGEST_CODE = 60;

function codeOf({ text }: FileFacts, { start, end }: Node): string {
  const code = text.slice(start, end).replace(/\s+/g, ' ');
  return `\`${code.length > LONGEST_CODE ? `${code.slice(0, LONGEST_CODE - 1)}…` : code}\``;
}

/** Code that no path of the program reaches, or that has no value. */
function nothingSeen(file: FileFacts, offset: number): string {
  const cut = file.cuts.find(({ at }) => at.start <= offset);
  if (cut) return `Not analysed: ${cut.reason.missing}.`;
  const isCode = nodesAt(file.module, offset).length > 0;
  return isCode
    ? 'No value was seen here: the analysis does not get to this line, or what stands here has no shape.'
    : 'There is no code here that could have a shape.';
}

function known(values: readonly Value[]): string {
  const shapes = values.flatMap(value => (value.kind === 'tensor' ? [shapeText(shapeOf(value))] : []));
  if (shapes.length > 0) return `Its shape is ${[...new Set(shapes)].join(' or ')}.`;
  const [made] = values.flatMap(value => (value.kind === 'native' ? [value.class.name] : []));
  return made === undefined ? 'It is no tensor.' : `It is a \`${made}\`, no tensor.`;
}

/** Of a shape that is known in part: that part first. */
function knownPart(values: readonly Value[]): string {
  const shape = values.flatMap(value => (value.kind === 'tensor' ? [shapeOf(value)] : [])).find(each => each);
  return shape?.some(dim => !isUnknown(dim)) ? `${shapeText(shape)}, of which a part is missing. ` : '';
}
