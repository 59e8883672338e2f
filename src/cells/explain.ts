/** One number of a trace, written out: `0.50·1.20 + (−0.30)·0.70 + 0.10 = 0.49 → σ(0.49) = 0.62`. */
import { scalarActivation } from './activations.ts';
import { type Card, cardOf, type Factor, ownTerms, type Term } from './card.ts';
import { countText, factorText, minus, numberText } from './number-text.ts';
import type { Place } from './steps.ts';
import type { Trace } from './trace.ts';

export interface ExplainOptions {
  /** Decimals of every number. */
  readonly digits: number;
  /** Terms of a folded sum that are written out, and what is folded as one of them; at least 4. */
  readonly most: number;
  /** The terms that weigh most first, instead of the formula's order. */
  readonly largestFirst?: boolean;
}

/** A piece of a written-out sum. */
export interface SumPiece {
  readonly text: string;
  /** The number that it is. */
  readonly factor?: Factor;
  /** It stands for so many terms that are not written out. */
  readonly folded?: number;
}

export interface Explanation {
  /** What the number is: `f_t[2]`, `(W_fᵀ x_t)[2]`. */
  readonly subject: string;
  /** The sum written out, up to and with the result. */
  readonly text: string;
  readonly value: number;
}

const defaults: ExplainOptions = { digits: 2, most: 12 };

/** Writes out element [row, column] of the result at a place of the trace. */
export function explain(
  trace: Trace,
  { time, operation }: Pick<Place, 'time' | 'operation'>,
  row: number,
  column = 0,
  options = defaults,
): Explanation {
  const card = cardOf(trace, { kind: 'result', time, operation, row, column });
  if (!card) return { subject: '', text: '', value: Number.NaN };
  const text = piecesText(cardPieces(card, options));
  return { subject: card.subject, text, value: card.value };
}

export function piecesText(pieces: readonly SumPiece[]): string {
  return pieces.map(piece => piece.text).join('');
}

/** A card as it is written: the sum, its value, and what the activation makes of it. */
export function cardPieces({ terms, applied, value }: Card, options: ExplainOptions): readonly SumPiece[] {
  const { digits } = options;
  const result = numberText(value, digits);
  const sum = sumPieces(terms, options);
  if (!applied) return [...sum, { text: ` = ${result}` }];
  const { activation, written: name, to, units } = applied;
  const inner = factorPiece(to, numberText(to.value, digits));
  const last = scalarActivation(activation)
    ? [{ text: `${name}(` }, inner, { text: `) = ${result}` }]
    : [{ text: `${name} of ` }, inner, { text: ` among all ${units} = ${result}` }];
  return sum.length === 0 ? last : [...sum, { text: ' = ' }, inner, { text: ' → ' }, ...last];
}

/** A sum that has come as far as a place: `0.50·1.20 + (−0.30)·0.70 = 0.39`, and how many terms are still to come. */
export interface Progress {
  /** What is being summed up: `(W_fᵀ x_t)[2]`. */
  readonly subject: string;
  readonly row: number;
  readonly pieces: readonly SumPiece[];
  /** The term that was added last: `0.12·0.30 = 0.04`, or the number that it is: `−0.24`. */
  readonly latest: string;
  /** What the terms so far sum up to; of all of them, the result as it was rounded. */
  readonly value: number;
  readonly done: number;
  readonly all: number;
}

/** undefined where the place is all of an operation. */
export function progressAt(trace: Trace, place: Place, options: ExplainOptions): Progress | undefined {
  const { element, term, time, operation } = place;
  if (element === undefined || term === undefined) return undefined;
  const columns = trace.at(time).results[operation]?.columns ?? 1;
  const [row, column] = [Math.floor(element / columns), element % columns];
  const card = cardOf(trace, { kind: 'result', time, operation, row, column });
  const terms = ownTerms(trace, place);
  const last = terms[term];
  if (!card || !last) return undefined;
  const done = terms.slice(0, term + 1);
  const isWhole = done.length === terms.length;
  const value = isWhole ? card.value : done.reduce((sum, each) => sum + weightOf(each), 0);
  const sum = sumPieces(done, { ...options, largestFirst: false });
  const [first] = last.factors;
  const alone = first && last.factors.length === 1 ? numberText(first.value, options.digits) : undefined;
  const product = (): string =>
    `${piecesText(termPieces(last, options.digits, true))} = ${numberText(weightOf(last), options.digits)}`;
  return {
    subject: card.subject,
    row,
    pieces: isWhole
      ? cardPieces(card, options)
      : [...sum, { text: ` = ${numberText(value, options.digits)}` }],
    latest: alone ?? product(),
    value,
    done: done.length,
    all: terms.length,
  };
}

function weightOf({ factors, subtracted }: Term): number {
  const product = factors.reduce((value, factor) => value * factor.value, 1);
  return subtracted ? -product : product;
}

/** A fold takes room and a click too: it hides more than a few terms. */
const fewestFolded = 5;

export function isFolded(count: number, most: number): boolean {
  return count - (most - 1) >= fewestFolded;
}

function sumPieces(terms: readonly Term[], options: ExplainOptions): readonly SumPiece[] {
  const { digits, most, largestFirst } = options;
  const ordered = largestFirst ? byWeight(terms) : terms;
  const isLong = isFolded(ordered.length, most);
  // What was added last, often a bias, stays in sight; in order of weight it is the least that is folded.
  const tail = isLong && !largestFirst ? 2 : 0;
  const head = isLong ? most - 1 - tail : ordered.length;
  const folded = ordered.slice(head, ordered.length - tail);
  const pieces = ordered.slice(0, head).flatMap((each, index) => termPieces(each, digits, index === 0));
  if (!isLong) return pieces;
  const last = ordered.slice(ordered.length - tail);
  return [
    ...pieces,
    { text: ' + ' },
    { text: foldedText(folded, digits), folded: folded.length },
    ...last.flatMap(each => termPieces(each, digits, false)),
  ];
}

/** A difference is not reordered: it has two terms. */
function byWeight(terms: readonly Term[]): readonly Term[] {
  if (terms.some(each => each.subtracted)) return terms;
  return [...terms].sort((a, b) => Math.abs(weightOf(b)) - Math.abs(weightOf(a)));
}

function termPieces({ factors, subtracted }: Term, digits: number, isFirst: boolean): readonly SumPiece[] {
  const sign = isFirst ? [] : [{ text: subtracted ? ` ${minus} ` : ' + ' }];
  const product = factors.flatMap((factor, index): readonly SumPiece[] => {
    const piece = factorPiece(factor, factorText(factor.value, digits));
    return index === 0 ? [piece] : [{ text: '·' }, piece];
  });
  return [...sign, ...product];
}

function factorPiece(factor: Factor, text: string): SumPiece {
  return { text, factor };
}

/** `(0.33 from 1,012 more terms)` */
function foldedText(terms: readonly Term[], digits: number): string {
  const total = terms.reduce((sum, each) => sum + weightOf(each), 0);
  return `(${numberText(total, digits)} from ${countText(terms.length)} more terms)`;
}
