/**
 * Reads broken text statement by statement. tree-sitter recovers well inside a statement, but an unclosed bracket can cost it the rest
 * of the file; here it costs the statement in which it stands.
 */
import { shiftedWithin } from '../shift.ts';
import type { Comment, Language, Stmt, SyntaxProblem } from '../tree.ts';
import { chunksOf } from './chunks.ts';
import { type FilledBody, fillBodies } from './fill.ts';
import { CLOSED, linesOf, scanLine } from './scan.ts';
import { type Skeleton, skeletonOf } from './skeleton.ts';

/** What was read from a text. */
export interface Piece {
  readonly stmts: readonly Stmt[];
  readonly comments: readonly Comment[];
  readonly problems: readonly SyntaxProblem[];
  /** How many characters were not understood. */
  readonly damage: number;
}

/** Pieces by their text and indentation, so that an edit reads one of them again and not all. */
export type Pieces = ReadonlyMap<string, Piece>;

export class Recovery {
  readonly #language: Language;
  readonly #parse: (text: string) => Piece;
  readonly #before: Pieces;
  readonly #after = new Map<string, Piece>();

  constructor(language: Language, parse: (text: string) => Piece, before: Pieces) {
    this.#language = language;
    this.#parse = parse;
    this.#before = before;
  }

  get pieces(): Pieces {
    return this.#after;
  }

  /** A block of statements that are indented by `base`. */
  block(text: string, base = 0): Piece {
    const pieces: Piece[] = [];
    let start = 0;
    for (const chunk of chunksOf(text, base, this.#language)) {
      pieces.push(moved(this.#remembered(chunk, base), start, start + chunk.length));
      start += chunk.length;
    }
    return joined(pieces);
  }

  #remembered(chunk: string, base: number): Piece {
    const key = `${base}:${chunk}`;
    const piece = this.#before.get(key) ?? this.#after.get(key) ?? this.#statement(chunk, base);
    this.#after.set(key, piece);
    return piece;
  }

  #statement(chunk: string, base: number): Piece {
    const whole = this.#parse(chunk);
    if (whole.damage === 0) return whole;
    const compound = this.#language === 'python' ? this.#compound(chunk, base) : null;
    if (compound !== null) return compound;
    const closed = this.#closed(chunk);
    return closed !== null && closed.damage < whole.damage ? closed : whole;
  }

  /** With the brackets closed that are open at the end. */
  #closed(chunk: string): Piece | null {
    const state = linesOf(chunk).reduce((before, line) => scanLine(line, before, this.#language), CLOSED);
    const closing = `${state.quote ?? ''}${state.closers}`;
    if (closing === '') return null;
    const text = chunk.trimEnd();
    const piece = moved(this.#parse(`${text}\n${closing}`), 0, text.length);
    const problem = {
      start: text.length,
      end: text.length,
      message: `missing ${state.quote ?? state.closers.charAt(0)}`,
    };
    return { ...piece, problems: [...piece.problems, problem], damage: piece.damage + 1 };
  }

  #compound(chunk: string, base: number): Piece | null {
    for (const repair of [false, true]) {
      const skeleton = skeletonOf(chunk, base, repair);
      const outside = skeleton === null ? null : this.#parse(skeleton.text);
      if (skeleton !== null && outside !== null && outside.damage === 0)
        return this.#filled(skeleton, outside);
    }
    return null;
  }

  #filled(skeleton: Skeleton, outside: Piece): Piece {
    const filled = new Map<number, FilledBody>();
    const pieces = skeleton.bodies.map(body => {
      const end = body.start + body.text.length;
      const piece = moved(this.block(body.text, body.indent), body.start, end);
      const last = piece.stmts[piece.stmts.length - 1];
      filled.set(body.mark, {
        stmts: piece.stmts,
        end: last?.end ?? body.mark,
        yields: /\byield\b/.test(body.text),
      });
      return piece;
    });
    const told = { stmts: [], comments: [], problems: skeleton.problems, damage: skeleton.problems.length };
    const { comments, problems, damage } = joined([outside, told, ...pieces]);
    return {
      stmts: fillBodies(outside.stmts, filled),
      comments: inOrder(comments),
      problems: inOrder(problems),
      damage,
    };
  }
}

function moved(piece: Piece, by: number, limit: number): Piece {
  return {
    stmts: shiftedWithin(piece.stmts, by, limit),
    comments: shiftedWithin(piece.comments, by, limit),
    problems: shiftedWithin(piece.problems, by, limit),
    damage: piece.damage,
  };
}

function joined(pieces: readonly Piece[]): Piece {
  return {
    stmts: pieces.flatMap(piece => piece.stmts),
    comments: pieces.flatMap(piece => piece.comments),
    problems: pieces.flatMap(piece => piece.problems),
    damage: pieces.reduce((sum, piece) => sum + piece.damage, 0),
  };
}

function inOrder<T extends { readonly start: number }>(items: readonly T[]): readonly T[] {
  return [...items].sort((a, b) => a.start - b.start);
}
