/** Which text a problem marks: the offending argument, in the statement that the framework refuses. */
import type { Origin } from '../../shapes/index.ts';
import type { Conflict, Finding } from '../../values/index.ts';

export interface TextRange {
  readonly start: number;
  readonly end: number;
}

/**
 * The conflict's place; within it the layer that is refused (of a list of layers) or the operand that is (of a call); the whole statement
 * where the conflict stands elsewhere (a layer made earlier, another file).
 */
export function problemRange(finding: Finding): TextRange {
  const { conflict, file, statement } = finding;
  const { at } = conflict;
  const isThere = at.file === file && at.start < at.end && isWithin(at, statement);
  if (!isThere) return rangeOf(statement);
  const inner = [conflict.layer?.site, wrongOperand(conflict)?.at].find(
    place => place && isWithin(place, at),
  );
  return rangeOf(inner ?? at);
}

/** The one operand whose rank is wrong; sizes disagree between two. */
function wrongOperand(conflict: Conflict) {
  return conflict.kind === 'operands' && conflict.mismatch.kind === 'rank'
    ? conflict.operands[conflict.mismatch.operand]
    : undefined;
}

function rangeOf({ start, end }: Origin): TextRange {
  return { start, end };
}

function isWithin(inner: Origin, outer: Origin): boolean {
  return inner.file === outer.file && outer.start <= inner.start && inner.end <= outer.end;
}
