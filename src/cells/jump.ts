/** Where a person wants to go, as typed: `7`, `t = 7`, `f_t[2]`, `c[0] t = 3`, `[2, 0]`. */
import { failure, type Result, success } from './result.ts';
import { type Place, placeOf, positionOf, type Walk } from './steps.ts';
import { symbolIn } from './write.ts';

export interface Jump {
  readonly position: number;
  /** The row whose sum is wanted; undefined: as it is. */
  readonly row: number | undefined;
}

const timeOnly = /^(?:t\s*=?\s*)?(\d+)$/;
const elementOnly = /^\[\s*(\d+)\s*(?:,\s*(\d+)\s*)?\]$/;
const named = /^([^\s[\],@]+)\s*(?:\[\s*(\d+)\s*(?:,\s*(\d+)\s*)?\])?\s*(?:[,@]?\s*(?:t\s*=?\s*)?(\d+))?$/;

/** Names are those of the lines, as the formula or as the framework writes them, with or without `_t`. Fails with what is possible instead. */
export function readJump(text: string, walk: Walk, from: number): Result<Jump> {
  const typed = text.trim();
  const place = placeOf(walk, from);
  const time = timeOnly.exec(typed);
  if (time) return atTime(walk, { ...place, time: Number(time[1]) }, undefined);
  const element = elementOnly.exec(typed);
  if (element) return atElement(walk, place, element[1], element[2]);
  const [, name = '', row, column, step] = named.exec(typed) ?? [];
  const operation = lineNamed(walk, name);
  if (operation === undefined)
    return failure(
      'jump',
      `A time step (7), a line (${lineNames(walk).join(', ')}) or an element of it (${lineNames(walk)[0]}[2]) is needed.`,
    );
  const there = { time: step === undefined ? place.time : Number(step), operation };
  return row === undefined ? atTime(walk, there, undefined) : atElement(walk, there, row, column);
}

function atTime(walk: Walk, place: Place, row: number | undefined): Result<Jump> {
  if (place.time < walk.steps) return success({ position: positionOf(walk, place), row });
  return failure('jump', `The time steps are 0 to ${walk.steps - 1}.`);
}

function atElement(walk: Walk, place: Place, row: string | undefined, column = '0'): Result<Jump> {
  const { elements = 1, columns = 1 } = walk.stretches[place.operation] ?? {};
  const rows = elements / columns;
  if (Number(row) >= rows || Number(column) >= columns)
    return failure('jump', `The result here is [${rows}, ${columns}]: rows 0 to ${rows - 1}.`);
  return atTime(walk, { time: place.time, operation: place.operation }, Number(row));
}

function lineNamed(walk: Walk, name: string): number | undefined {
  const { bound, resultOf } = walk.program;
  const wanted = name.normalize('NFC').replace(/_t$/, '');
  const plain = (symbol: string): string => symbol.normalize('NFC').replace(/_t$/, '');
  for (const [symbol, operation] of resultOf)
    if (plain(symbol) === wanted || plain(symbolIn(bound, symbol)) === wanted) return operation;
  return undefined;
}

function lineNames({ program }: Walk): readonly string[] {
  return [...program.resultOf.keys()].map(symbol => symbolIn(program.bound, symbol).replace(/_t$/, ''));
}
