/** Fixes of the numbers in one call: the sizes of a reshape, the parts of a split, an axis, a position. */
import { profileOf } from '../../profiles/index.ts';
import { constantOf, size } from '../../shapes/index.ts';
import { nodesAround } from '../../syntax/find.ts';
import type { CallExpr, Expr } from '../../syntax/tree.ts';
import type { OperandConflict } from '../../values/index.ts';
import type { Facts } from '../tell/facts.ts';
import type { MismatchOf } from '../tell/mismatch.ts';
import { recurrentOrigin } from '../tell/operands.ts';
import { type Fix, proposals, replacing } from './fix.ts';
import { resizing, resizingEither } from './origins.ts';
import { callAt, exprAt, textAt } from './source.ts';
import { rewriting } from './wrap.ts';

export function fixNumbers(conflict: OperandConflict, facts: Facts): readonly Fix[] {
  const { mismatch } = conflict;
  switch (mismatch.kind) {
    case 'count':
      return [...takingLastStep(conflict, facts), ...fixCount(conflict, mismatch, facts)];
    case 'divisible':
    case 'parts':
      return fixSplit(conflict, mismatch.axis, constantOf(mismatch.dim), facts);
    case 'axis':
      return fixAxis(conflict, facts);
    case 'entries':
      return fixEntries(conflict, mismatch, facts);
    case 'bounds':
      return fixPosition(conflict, mismatch, facts);
    case 'too-small':
      return [...fixWindow(conflict, facts), ...resizingEither(mismatch.dim, mismatch.needed, facts)];
    default:
      return [];
  }
}

/** The call of the operation, or of the layer's constructor, where the numbers are. */
function callOf(
  { at, layer }: OperandConflict,
  facts: Facts,
): { readonly call: CallExpr; readonly file: string } | undefined {
  const place = layer?.site ?? at;
  const call = callAt(facts, place);
  return call && { call, file: place.file };
}

function changed(file: string, { start, end }: Expr, text: string, title: string): Fix {
  return { title, edits: [replacing({ file, start, end }, text)], isSafe: false };
}

/** Numbers as they stand in a call, one by one or in a tuple; a -1 is a number too. */
function numbersOf(call: CallExpr, facts: Facts, file: string): readonly Expr[] {
  const values = call.arguments.flatMap(({ value }) =>
    value.kind === 'dict' ? value.entries.map(entry => entry.value) : [value],
  );
  return values
    .flatMap(value => (value.kind === 'tuple' || value.kind === 'list' ? value.items : [value]))
    .filter(({ start, end }) => /^-?\d+$/.test(textAt(facts, { file, start, end })));
}

/** What has the elements of one step is made of one: the last of a sequence that a recurrent layer gave. */
function takingLastStep({ operands: [operand], framework }: OperandConflict, facts: Facts): readonly Fix[] {
  const made = recurrentOrigin(operand?.tensor)?.source;
  const isSequence = made?.role === 'sequence' && operand?.shape?.length === 3;
  if (!operand || !isSequence || framework === 'tfjs' || operand.tensor?.graph) return [];
  const { batchFirst } = profileOf(framework).wording;
  const isTimeFirst = batchFirst && made.layer?.layer?.flags.get(batchFirst.flag) === batchFirst.timeFirst;
  const index = isTimeFirst ? '[-1]' : '[:, -1]';
  // Of a method the operand is marked with its name.
  const expr = exprAt(facts, operand.at);
  const { start, end } = expr?.kind === 'attribute' ? expr.object : operand.at;
  const at = { file: operand.at.file, start, end, what: '' };
  const title = `Take the last step: \`${textAt(facts, at)}${index}\``;
  return proposals(rewriting({ at }, facts, title, code => `${code}${index}`));
}

/** The size that fits in the place of one that does not, the last first; and -1, which is that size. */
function fixCount(conflict: OperandConflict, { from }: MismatchOf<'count'>, facts: Facts): readonly Fix[] {
  const place = callOf(conflict, facts);
  const total = constantOf(from);
  if (!place || total === undefined) return [];
  const numbers = numbersOf(place.call, facts, place.file);
  const sizes = numbers.map(({ start, end }) => Number(textAt(facts, { file: place.file, start, end })));
  return numbers
    .map((number, i) => {
      const others = sizes.filter((size, j) => j !== i && size > 0).reduce((a, b) => a * b, 1);
      const hasInferred = sizes.some((size, j) => j !== i && size < 0);
      return hasInferred || total % others !== 0 ? undefined : { number, size: String(total / others) };
    })
    .toReversed()
    .flatMap(found =>
      found
        ? [
            changed(place.file, found.number, found.size, `Make this size ${found.size}`),
            changed(place.file, found.number, '-1', 'Let this size follow from the others: `-1`'),
          ]
        : [],
    );
}

/** Four gates of an LSTM, three of a GRU, two halves; or another axis. */
function fixSplit(
  conflict: OperandConflict,
  axis: number,
  dim: number | undefined,
  facts: Facts,
): readonly Fix[] {
  const place = callOf(conflict, facts);
  if (!place || dim === undefined) return [];
  const numbers = numbersOf(place.call, facts, place.file);
  const counts = [4, 3, 2].filter(count => dim % count === 0);
  const axes = (conflict.operands[0]?.shape ?? []).flatMap((_, other) => (other === axis ? [] : [other]));
  return numbers.flatMap(number => [
    ...counts.map(count => changed(place.file, number, String(count), `Split into ${count} parts`)),
    ...axes.map(other => changed(place.file, number, String(other), `Split along axis ${other}`)),
  ]);
}

/** The last axis is -1 in all frameworks. */
export function fixAxis(conflict: OperandConflict, facts: Facts): readonly Fix[] {
  const place = callOf(conflict, facts);
  const rank = Math.max(0, ...conflict.operands.map(({ shape }) => shape?.length ?? 0));
  if (!place) return [];
  const axes = [-1, ...Array.from({ length: Math.max(0, rank - 1) }, (_, axis) => axis)];
  return numbersOf(place.call, facts, place.file).flatMap(number =>
    axes.map(axis => changed(place.file, number, String(axis), `Use axis ${axis}`)),
  );
}

/** A permutation that names each axis once: what is missing behind, what is too much left out. */
function fixEntries(
  conflict: OperandConflict,
  { expected }: MismatchOf<'entries'>,
  facts: Facts,
): readonly Fix[] {
  const place = callOf(conflict, facts);
  const numbers = place ? numbersOf(place.call, facts, place.file) : [];
  const [first, last] = [numbers[0], numbers.at(-1)];
  if (!place || !first || !last) return [];
  const { file } = place;
  const given = numbers.map(({ start, end }) => Number(textAt(facts, { file, start, end })));
  const all = Array.from({ length: expected }, (_, axis) => axis);
  const axes = [...given.filter(axis => axis < expected), ...all.filter(axis => !given.includes(axis))];
  const text = axes.join(', ');
  return [
    {
      title: `Name each axis once: \`${text}\``,
      edits: [replacing({ file, start: first.start, end: last.end }, text)],
      isSafe: false,
    },
  ];
}

/** The last position; of a table, as many rows as it takes. */
function fixPosition(
  { at, layer }: OperandConflict,
  { position, dim }: MismatchOf<'bounds'>,
  facts: Facts,
): readonly Fix[] {
  const old = constantOf(position);
  const file = facts.files.get(at.file);
  if (old === undefined || !file) return [];
  const nodes = nodesAround(file.module, at);
  const index = nodes.findLast(node => node.kind === 'index');
  const end = index?.end ?? at.end;
  const found = new RegExp(`(?<![\\w.])${old}(?![\\w.])(?=[^[]*$)`).exec(file.text.slice(at.start, end));
  const rows = layer ? resizing(dim, size(old + 1), facts) : [];
  if (!found) return rows;
  const start = at.start + found.index;
  const place = { file: at.file, start, end: start + found[0].length };
  return [...rows, { title: 'Take the last one: `-1`', edits: [replacing(place, '-1')], isSafe: false }];
}

/** A window that keeps the number of steps. */
function fixWindow(conflict: OperandConflict, facts: Facts): readonly Fix[] {
  const place = callOf(conflict, facts);
  const size = conflict.mismatch.kind === 'too-small' ? constantOf(conflict.mismatch.dim) : undefined;
  if (!place || size === undefined || size < 1) return [];
  return numbersOf(place.call, facts, place.file)
    .toReversed()
    .map(number => changed(place.file, number, String(size), `Make the window ${size} long`));
}
