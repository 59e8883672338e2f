/** From a concrete tree to a module: straight where the text is whole, statement by statement where it is broken. */
import { createLowering, type LoweringRules } from './lowering.ts';
import { PYTHON } from './python/rules.ts';
import { type Cursor, type GrammarNames, readTree } from './read.ts';
import { type Piece, type Pieces, Recovery } from './recover/recover.ts';
import type { Language, Module } from './tree.ts';
import { TYPESCRIPT } from './typescript/rules.ts';
import { UnitRound, type Units } from './units.ts';

/** What is used of web-tree-sitter's Tree. */
export interface ConcreteSource {
  readonly rootNode: { readonly hasError: boolean };
  walk(): Cursor & { delete(): void };
  delete(): void;
}

export interface Reader {
  readonly language: Language;
  readonly names: GrammarNames;
  parse(text: string): ConcreteSource;
}

/** What an open text remembers from one edit to the next. */
export interface Memory {
  readonly units: Units;
  readonly pieces: Pieces;
}

export const NO_MEMORY: Memory = { units: new Map(), pieces: new Map() };

/** Longer broken texts are left to tree-sitter's own recovery. */
const LONGEST_RECOVERED = 1_000_000;

const RULES: Readonly<Record<Language, LoweringRules>> = { python: PYTHON, typescript: TYPESCRIPT };

export interface Reading {
  readonly module: Module;
  readonly memory: Memory;
}

export function readModule(reader: Reader, tree: ConcreteSource, text: string, memory: Memory): Reading {
  const round = tree.rootNode.hasError ? null : new UnitRound(text, memory.units);
  const whole = readPiece(reader, tree, text, round);
  if (whole.damage > 0 && text.length <= LONGEST_RECOVERED) return readBroken(reader, whole, text, memory);
  round?.settle(whole.comments, whole.problems);
  return { module: moduleOf(reader, whole), memory: { ...memory, units: round?.units ?? memory.units } };
}

function readBroken(reader: Reader, whole: Piece, text: string, memory: Memory): Reading {
  const recovery = new Recovery(reader.language, part => parsePiece(reader, part), memory.pieces);
  const recovered = recovery.block(text);
  const better = recovered.damage < whole.damage || recovered.problems.length <= whole.problems.length;
  const module = moduleOf(reader, better ? recovered : whole);
  return { module, memory: { ...memory, pieces: recovery.pieces } };
}

function moduleOf({ language }: Reader, { stmts, comments, problems }: Piece): Module {
  return { language, body: stmts, comments, problems };
}

function parsePiece(reader: Reader, text: string): Piece {
  const tree = reader.parse(text);
  try {
    return readPiece(reader, tree, text, null);
  } finally {
    tree.delete();
  }
}

function readPiece(reader: Reader, tree: ConcreteSource, text: string, round: UnitRound | null): Piece {
  const cursor = tree.walk();
  const { root, comments, problems, damage } = readTree(
    cursor,
    text,
    reader.names,
    !tree.rootNode.hasError,
    round,
  );
  cursor.delete();
  const lowering = createLowering(text, RULES[reader.language], round);
  return { stmts: lowering.root(root), comments, problems, damage };
}
