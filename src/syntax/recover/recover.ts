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

/** Code that is nested deeper is left to the parser's own recovery. CPython refuses 100 levels of indentation. */
const DEEPEST = 100;

/** Each level reads its text again: how many characters times levels are worth it. Whatever is above is left to the parser as well. */
const MOST_WORK = 1_000_000;

/** What was read from a text. */
export interface Piece {
  readonly stmts: readonly Stmt[];
  readonly comments: readonly Comment[];
  readonly problems: readonly SyntaxProblem[];
  /** How many characters were not understood. */
  readonly damage: number;
}

/** Where a block stands: how far its statements are indented, and in how many blocks. */
interface Place {
  readonly base: number;
  readonly depth: number;
}

const TOP: Place = { base: 0, depth: 0 };

/** Pieces by their text and place, so that an edit reads one of them again and not all. */
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

  block(text: string, place: Place = TOP): Piece {
    const pieces: Piece[] = [];
    let start = 0;
    for (const chunk of chunksOf(text, place.base, this.#language)) {
      pieces.push(moved(this.#remembered(chunk, place), start, start + chunk.length));
      start += chunk.length;
    }
    return joined(pieces);
  }

  #remembered(chunk: string, place: Place): Piece {
    const key = `${place.depth}:${place.base}:${chunk}`;
    const piece = this.#before.get(key) ?? this.#after.get(key) ?? this.#statement(chunk, place);
    this.#after.set(key, piece);
    return piece;
  }

  #statement(chunk: string, place: Place): Piece {
    const whole = this.#parse(chunk);
    if (whole.damage === 0) return whole;
    if (place.depth >= DEEPEST || chunk.length * (place.depth + 1) > MOST_WORK) return whole;
    const compound = this.#language === 'python' ? this.#compound(chunk, place) : null;
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

  #compound(chunk: string, place: Place): Piece | null {
    for (const repair of [false, true]) {
      const skeleton = skeletonOf(chunk, place.base, repair);
      const outside = skeleton === null ? null : this.#parse(skeleton.text);
      if (skeleton !== null && outside !== null && outside.damage === 0)
        return this.#filled(skeleton, outside, place.depth + 1);
    }
    return null;
  }

  #filled(skeleton: Skeleton, outside: Piece, depth: number): Piece {
    const filled = new Map<number, FilledBody>();
    const pieces = skeleton.bodies.map(body => {
      const end = body.start + body.text.length;
      const piece = moved(this.block(body.text, { base: body.indent, depth }), body.start, end);
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
