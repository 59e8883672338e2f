/**
 * Labelled jumps, said by flags: `break outer` in an inner loop sets one and leaves that loop, behind which the flag is asked. No identifier has a
 * colon, so that the flags are nobody's names.
 */
import { kindOf, someNode } from '../find.ts';
import type { JumpStmt, Span, Stmt } from '../tree.ts';

type Kind = JumpStmt['kind'];

const KINDS: readonly Kind[] = ['break', 'continue'];

const spanOf = ({ start, end }: Span): Span => ({ start, end });

/** A labelled statement: its loop, or the block of a C-style `for` that has its loop last. */
export function withLabel(statements: readonly Stmt[], label: string): readonly Stmt[] {
  return statements.map(s => {
    if (s.kind === 'block') return { ...s, body: withLabel(s.body, label) };
    return s.kind === 'for' || s.kind === 'while' ? { ...s, body: inLoop(s.body, label, 0) } : s;
  });
}

/** `depth`: how many loops and switches stand between the labelled loop and these statements. */
const inLoop = (body: readonly Stmt[], label: string, depth: number): readonly Stmt[] =>
  body.flatMap(s => jumping(s, label, depth));

function jumping(s: Stmt, label: string, depth: number): readonly Stmt[] {
  const same = (body: readonly Stmt[]): readonly Stmt[] => inLoop(body, label, depth);
  switch (s.kind) {
    case 'break':
    case 'continue':
      return s.label === label ? leaving(s, label, depth) : [s];
    case 'for':
    case 'while':
      return asked({ ...s, body: inLoop(s.body, label, depth + 1) }, s, label, depth);
    case 'switch': {
      const cases = s.cases.map(one => ({ ...one, body: inLoop(one.body, label, depth + 1) }));
      return asked({ ...s, cases }, s, label, depth);
    }
    case 'if':
      return [{ ...s, body: same(s.body), orelse: same(s.orelse) }];
    case 'try': {
      const handlers = s.handlers.map(one => ({ ...one, body: same(one.body) }));
      return [{ ...s, body: same(s.body), handlers, orelse: same(s.orelse), finally: same(s.finally) }];
    }
    case 'block':
      return [{ ...s, body: same(s.body) }];
    default:
      return [s];
  }
}

function leaving(s: JumpStmt, label: string, depth: number): readonly Stmt[] {
  const span = spanOf(s);
  if (depth === 0) return [{ kind: s.kind, ...span }];
  return [flag(span, label, s.kind, true, null), { kind: 'break', ...span }];
}

/** Behind a loop in which the flags may be set. */
function asked(loop: Stmt, before: Stmt, label: string, depth: number): readonly Stmt[] {
  const used = KINDS.filter(kind => jumpsTo(before, label, kind));
  if (used.length === 0) return [before];
  const span = { start: before.end, end: before.end };
  return [
    ...(depth === 0 ? used.map(kind => flag(spanOf(before), label, kind, false, 'let')) : []),
    loop,
    ...used.map(
      (kind): Stmt => ({
        kind: 'if',
        ...span,
        test: { kind: 'name', ...span, name: nameOf(label, kind) },
        body: [{ kind: depth === 0 ? kind : 'break', ...span }],
        orelse: [],
      }),
    ),
  ];
}

const nameOf = (label: string, kind: Kind): string => `${label}:${kind}`;

const flag = (span: Span, label: string, kind: Kind, value: boolean, declares: 'let' | null): Stmt => ({
  kind: 'assign',
  ...span,
  targets: [{ kind: 'name', ...span, name: nameOf(label, kind) }],
  value: { kind: 'boolean', ...span, value },
  annotation: null,
  declares,
});

/** Whether such a jump stands in it, not in a function inside it. */
const jumpsTo = (s: Stmt, label: string, kind: Kind): boolean =>
  someNode(s, node => {
    const of = kindOf(node);
    if (of === kind) return 'label' in node && node.label === label ? 'found' : 'closed';
    return of === 'function' || of === 'class' ? 'closed' : 'open';
  });
