/** Expressions over the steps of a trace: which names there are, from which operation of a step on an expression is known, and what it gives. */
import { parametersOf } from '../bind.ts';
import { inputSymbol } from '../cell.ts';
import type { Matrix } from '../matrix.ts';
import type { Program } from '../program.ts';
import { failure, type Result, success } from '../result.ts';
import type { Trace } from '../trace.ts';
import { symbolIn } from '../write.ts';
import { evaluateExpression } from './evaluate.ts';
import { parseExpression } from './parse.ts';
import { namesIn, type UserNode } from './tree.ts';

export interface StepExpression {
  readonly text: string;
  readonly node: UserNode;
  /** The first operation after which everything that it speaks of is computed. */
  readonly from: number;
}

/** The number of the time step. */
const timeName = 't';

/** What can be written for each symbol: as the formula has it, without `_t`, and as the framework writes it where that is another plain name. */
export function expressionNames({ bound, resultOf }: Program): ReadonlyMap<string, string> {
  const states = bound.cell.states.map(({ previous }) => previous);
  const symbols = [inputSymbol, ...resultOf.keys(), ...states, ...parametersOf(bound).map(p => p.symbol)];
  const names = new Map(symbols.map(symbol => [symbol, symbol]));
  for (const symbol of symbols)
    for (const name of [symbol.replace(/_t$/, ''), symbolIn(bound, symbol)])
      if (/^\w+$/.test(name) && !names.has(name) && name !== timeName) names.set(name, symbol);
  return names;
}

/** Fails on what does not parse, on names that are not there, and on shapes that do not fit in the first time step. */
export function readExpression(text: string, trace: Trace): Result<StepExpression> {
  const parsed = parseExpression(text);
  if (!parsed.ok) return parsed;
  const { program } = trace;
  const names = expressionNames(program);
  const used = namesIn(parsed.value);
  const unknown = used.find(name => name !== timeName && !names.has(name));
  if (unknown !== undefined)
    return failure(unknown, `There is no name "${unknown}" here: there are ${listed(names)}.`);
  const indices = used.map(name => program.resultOf.get(names.get(name) ?? '') ?? 0);
  const expression = { text, node: parsed.value, from: Math.max(0, ...indices) };
  const first = valueInStep(expression, trace, 0);
  return first.ok ? success(expression) : first;
}

/** The short names; those of weights are long lists. */
function listed(names: ReadonlyMap<string, string>): string {
  const all = [...names.keys()];
  const short = all.filter(name => /^[a-z]$/.test(name));
  const before = all.filter(name => name.endsWith('_prev'));
  const weights = all.filter(name => /^[A-Z]/.test(name)).slice(0, 4);
  return [...short, ...before, timeName, ...weights, '…'].join(', ');
}

export function valueInStep(expression: StepExpression, trace: Trace, time: number): Result<Matrix> {
  const names = expressionNames(trace.program);
  const values = trace.at(time);
  return evaluateExpression(expression.node, name => {
    if (name === timeName && !names.has(name)) return { rows: 1, columns: 1, data: [time] };
    return values.value(names.get(name) ?? name);
  });
}
