/** Fixes of sizes: a layer made for as many features as arrive, a tensor of zeros with the size that is wanted. */
import { compare, constantOf, type Dim } from '../../shapes/index.ts';
import type { Expr } from '../../syntax/tree.ts';
import { type FrameworkName, type SizeConflict, type StateConflict, shapeOf } from '../../values/index.ts';
import type { Facts } from '../tell/facts.ts';
import { areNumbers } from '../tell/size.ts';
import { argumentName } from '../tell/words.ts';
import { argumentValue, type Edited } from './arguments.ts';
import { mergingDirections } from './directions.ts';
import { type Fix, proposals, replacing } from './fix.ts';
import { resizingEither } from './origins.ts';
import { asOperand, callAt, textAt } from './source.ts';
import { rewriting, withAxis } from './wrap.ts';

/** Gives the layer the size that arrives; or moves the axis that has the wanted size to where it is looked for. */
export function fixSize(conflict: SizeConflict, facts: Facts): readonly Fix[] {
  const { expected, actual } = conflict;
  const moves = proposals(...movingAxis(conflict, facts));
  const setting = settingSize(conflict, facts);
  return proposals(
    givingFeatures(conflict, facts),
    ...moves,
    // Where the wanted size lies on another axis, that is what is wrong as likely.
    setting && { ...setting, isSafe: setting.isSafe && moves.length === 0 },
    ...resizingEither(expected, actual, facts),
    ...mergingDirections(conflict.input.tensor, facts),
  );
}

/** An axis of features for numbers that stand alone, which nobody means as one long sequence. */
function givingFeatures(conflict: SizeConflict, facts: Facts): Fix | undefined {
  const { input, framework } = conflict;
  return areNumbers(conflict)
    ? rewriting(input, facts, 'Give it an axis of features', code => withAxis(code, -1, framework))
    : undefined;
}

/** Another axis of the input has the size that is wanted on the last one. */
function movingAxis(
  { input, axis, expected, framework }: SizeConflict,
  facts: Facts,
): readonly (Fix | undefined)[] {
  const { shape, tensor } = input;
  const moves = MOVES[framework];
  const elsewhere = shape?.findIndex((dim, i) => i !== axis && compare(dim, expected) === 'equal') ?? -1;
  if (!moves || !tensor || tensor.graph || elsewhere < 0 || shape?.length !== 3) return [];
  const title = `Swap axes ${Math.min(elsewhere, axis)} and ${Math.max(elsewhere, axis)} of the input`;
  return [
    rewriting(input, facts, title, code => moves(code, Math.min(elsewhere, axis), Math.max(elsewhere, axis))),
  ];
}

const MOVES: Readonly<Partial<Record<FrameworkName, (code: string, a: number, b: number) => string>>> = {
  torch: (code, a, b) => `${code}.transpose(${a}, ${b})`,
  numpy: (code, a, b) => `${code}.swapaxes(${a}, ${b})`,
  jax: (code, a, b) => `${code}.swapaxes(${a}, ${b})`,
  keras: (code, a, b) => `${code}.swapaxes(${a}, ${b})`,
};

function settingSize(conflict: SizeConflict, facts: Facts): Fix | undefined {
  const { layer, framework, parameter, expected, actual } = conflict;
  const call = layer && callAt(facts, layer.site);
  if (!call || !layer || parameter === undefined) return undefined;
  const edited: Edited = { call, file: layer.site.file, framework, facts };
  // The size of the input comes first in all layers that have an argument for it.
  const value = argumentValue(edited, parameter, 0);
  if (!value) return undefined;
  const text = sizeText(value, expected, actual, facts, layer.site.file);
  if (text === undefined) return undefined;
  const name = argumentName(framework, parameter);
  // A bare number in the place of an expression loses what it said.
  const isSafe = !areNumbers(conflict) && (value.kind === 'number' || !/^\d+$/.test(text));
  return {
    title: `Set \`${name}\` of ${layer.class.name} to \`${text}\``,
    edits: [replacing({ file: layer.site.file, start: value.start, end: value.end }, text)],
    isSafe,
  };
}

/**
 * `actual` as code, in terms of the code that gave `expected` where that is more than a number: `2 * hidden` for what is twice `hidden`. undefined where a
 * symbolic size has no code of its own.
 */
export function sizeText(
  value: Expr,
  expected: Dim,
  actual: Dim,
  facts: Facts,
  file: string,
): string | undefined {
  const [old, now] = [constantOf(expected), constantOf(actual)];
  if (value.kind === 'number') return now === undefined ? undefined : String(now);
  const written = textAt(facts, { file, start: value.start, end: value.end });
  if (old !== undefined && now !== undefined && old > 0 && now > old && now % old === 0)
    return `${now / old} * ${asOperand(written, value)}`;
  const [factor, rest] = factorOf(value);
  if (rest && old !== undefined && now !== undefined && now * factor === old)
    return textAt(facts, { file, start: rest.start, end: rest.end });
  return now === undefined ? undefined : String(now);
}

/** Of `2 * hidden` and `hidden * 2`: 2 and the rest. */
function factorOf(value: Expr): readonly [number, Expr | undefined] {
  if (value.kind !== 'binary' || value.op !== '*') return [1, undefined];
  if (value.left.kind === 'number') return [value.left.value, value.right];
  if (value.right.kind === 'number') return [value.right.value, value.left];
  return [1, undefined];
}

/** Makes the state with the shape that is taken, where it is made of zeros or random numbers. */
export function fixStateShape({ state, expected, framework }: StateConflict, facts: Facts): readonly Fix[] {
  const made = state.tensor?.source;
  const actual = state.tensor && shapeOf(state.tensor);
  const call = made && callAt(facts, made.site);
  if (!call || !made || !expected || actual?.length !== expected.length) return [];
  const first = call.arguments[0]?.value;
  const sizes: readonly Expr[] =
    first?.kind === 'tuple' || first?.kind === 'list'
      ? first.items
      : call.arguments.filter(({ name }) => name === null).map(({ value }) => value);
  if (sizes.length !== expected.length) return [];
  const { file } = made.site;
  const wrong: WrongSize[] = [];
  for (const [axis, value] of sizes.entries()) {
    const [wanted, given] = [expected[axis], actual[axis]];
    if (!wanted || !given || compare(wanted, given) !== 'different') continue;
    wrong.push({ value, text: sizeText(value, given, wanted, facts, file) });
  }
  if (wrong.length === 0) return [];
  const role = state.role === 'state' ? 'the state' : `\`${state.role}\``;
  const title = `Make ${role} with the shape that ${framework === 'keras' ? 'the layer' : (made.layer?.class.name ?? 'the layer')} takes`;
  const writing = (texts: readonly string[], isSafe: boolean): Fix => ({
    title,
    edits: wrong.map(({ value: { start, end } }, i) => replacing({ file, start, end }, texts[i] ?? '')),
    isSafe,
  });
  const [only] = wrong.length === 1 ? wrong : [];
  // A bare number in the place of an expression loses what it said.
  const isPlain = wrong.every(({ value, text }) => value.kind === 'number' || !/^\d+$/.test(text ?? ''));
  const texts = wrong.flatMap(({ text }) => text ?? []);
  return [
    ...(only ? otherAxes(only.value, file, facts).map(text => writing([text], true)) : []),
    ...(texts.length === wrong.length ? [writing(texts, isPlain)] : []),
  ];
}

/** A size where a state is made, and the one that fits, as code; a symbol has none. */
interface WrongSize {
  readonly value: Expr;
  readonly text: string | undefined;
}

/** `x.size(0)` of `x.size(1)`: the same of the other axes. */
function otherAxes({ start, end }: Expr, file: string, facts: Facts): readonly string[] {
  const [, before = '', axis, after = ''] =
    /^(.+\.(?:size\(|shape\[))(\d)([)\]])$/.exec(textAt(facts, { file, start, end })) ?? [];
  return axis === undefined
    ? []
    : [0, 1, 2].filter(other => other !== Number(axis)).map(other => `${before}${other}${after}`);
}
