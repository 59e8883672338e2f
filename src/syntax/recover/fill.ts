/** Puts recovered bodies in the place of the marks that stand for them in a skeleton. */
import type { Stmt } from '../tree.ts';

export interface FilledBody {
  readonly stmts: readonly Stmt[];
  readonly end: number;
  readonly yields: boolean;
}

/** `bodies` by the offset of their mark. Spans around a body grow to hold it. */
export function fillBodies(stmts: readonly Stmt[], bodies: ReadonlyMap<number, FilledBody>): readonly Stmt[] {
  return stmts.flatMap(stmt => {
    const body = bodyAt(stmt, bodies);
    return body === undefined ? [fillParts(stmt, bodies)] : body.stmts;
  });
}

function bodyAt(stmt: Stmt, bodies: ReadonlyMap<number, FilledBody>): FilledBody | undefined {
  return stmt.kind === 'expr' && stmt.value.kind === 'number' ? bodies.get(stmt.start) : undefined;
}

function fillParts(stmt: Stmt, bodies: ReadonlyMap<number, FilledBody>): Stmt {
  const fill = (body: readonly Stmt[]): readonly Stmt[] => fillBodies(body, bodies);
  const end = Math.max(
    stmt.end,
    ...[...bodies].filter(([mark]) => mark >= stmt.start && mark < stmt.end).map(([, it]) => it.end),
  );
  switch (stmt.kind) {
    case 'function': {
      const yields = stmt.function.body.some(it => bodyAt(it, bodies)?.yields);
      const made = {
        ...stmt.function,
        end,
        body: fill(stmt.function.body),
        generator: stmt.function.generator || yields,
      };
      return { ...stmt, end, function: made };
    }
    case 'class':
    case 'with':
      return { ...stmt, end, body: fill(stmt.body) };
    case 'if':
    case 'for':
    case 'while':
      return { ...stmt, end, body: fill(stmt.body), orelse: fill(stmt.orelse) };
    case 'try': {
      const handlers = stmt.handlers.map(it => ({ ...it, end: grown(it, bodies), body: fill(it.body) }));
      return {
        ...stmt,
        end,
        body: fill(stmt.body),
        handlers,
        orelse: fill(stmt.orelse),
        finally: fill(stmt.finally),
      };
    }
    default:
      return stmt;
  }
}

function grown(
  handler: { readonly start: number; readonly end: number },
  bodies: ReadonlyMap<number, FilledBody>,
): number {
  const inside = [...bodies].filter(([mark]) => mark >= handler.start && mark < handler.end);
  return Math.max(handler.end, ...inside.map(([, body]) => body.end));
}
