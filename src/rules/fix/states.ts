/** Fixes of initial states. */
import { profileOf } from '../../profiles/index.ts';
import type { Expr } from '../../syntax/tree.ts';
import type { StateConflict, TensorValue } from '../../values/index.ts';
import type { Facts } from '../tell/facts.ts';
import { type Edit, type Fix, proposals, replacing } from './fix.ts';
import { exchangingBatchAndSteps } from './flags.ts';
import { swappingItems } from './items.ts';
import { resizingEither } from './origins.ts';
import { fixStateShape } from './sizes.ts';
import { asOperand, assignmentsIn, callAt, exprAt, textAt } from './source.ts';
import { rewriting } from './wrap.ts';

export function fixState(conflict: StateConflict, facts: Facts): readonly Fix[] {
  const { aspect, axis, state, expected } = conflict;
  if (aspect === 'shape') {
    const [given, wanted] = axis === undefined ? [] : [state.shape?.[axis], expected?.[axis]];
    return [
      ...exchangingStates(conflict, facts),
      ...exchangingAxes(conflict, facts),
      ...fixStateShape(conflict, facts),
      ...resizingEither(given, wanted, facts),
    ];
  }
  if (aspect === 'rank') return proposals(...ranked(conflict, facts));
  return proposals(pairing(conflict, facts), alone(conflict, facts), ...counted(conflict, facts));
}

/** `(h, c)` for `(c, h)`: where both fit then, it is what was meant. */
function exchangingStates({ state }: StateConflict, facts: Facts): readonly Fix[] {
  const expr = valueAt(facts, state.at);
  const fix =
    expr?.kind === 'tuple' || expr?.kind === 'list'
      ? swappingItems({ ...state.at, ...spanOf(expr) }, 0, 1, facts)
      : undefined;
  return proposals(fix && { ...fix, isSafe: true });
}

const spanOf = ({ start, end }: Expr) => ({ start, end });

/** The state was made for the batch that stands along the first axis of the input: where that fits, it is what was meant. */
function exchangingAxes({ layer, framework, axisMeaning }: StateConflict, facts: Facts): readonly Fix[] {
  const { batchFirst } = profileOf(framework).wording;
  const fix = axisMeaning === 'batch' ? exchangingBatchAndSteps(layer, facts) : undefined;
  const isTimeFirst = batchFirst && layer?.layer?.flags.get(batchFirst.flag) === batchFirst.timeFirst;
  return proposals(fix && { ...fix, isSafe: isTimeFirst === true });
}

/** As many states as are taken: the first of more, one for both, those of one direction for both. */
function counted(
  { state, framework, expectedCount, actualCount }: StateConflict,
  facts: Facts,
): readonly (Fix | undefined)[] {
  const { at } = state;
  const expr = valueAt(facts, at);
  if (!expr || expectedCount === undefined || actualCount === undefined || framework === 'torch') return [];
  const isSequence = expr.kind === 'list' || expr.kind === 'tuple';
  const items = (isSequence ? expr.items : [expr]).map(({ start, end }) =>
    textAt(facts, { file: at.file, start, end }),
  );
  const [open, close] = KERAS.has(framework) ? ['[', ']'] : ['(', ')'];
  const passing = (texts: readonly string[]): Fix => {
    const text = `${open}${texts.join(', ')}${close}`;
    const place = { file: at.file, start: expr.start, end: expr.end };
    return { title: `Pass \`${text}\``, edits: [replacing(place, text)], isSafe: false };
  };
  if (items.length > expectedCount)
    return [passing(items.slice(0, expectedCount)), passing(items.slice(-expectedCount))];
  const beside = items.length === 1 ? givenBeside(expr, at.file, facts) : undefined;
  if (beside !== undefined && expectedCount === 2) return [passing([...items, beside])];
  return [
    passing([...items, ...items]),
    passing(Array.from({ length: expectedCount }, () => items[0] ?? '')),
  ];
}

/** `c` of `h`, where one statement gives both their names. */
function givenBeside(expr: Expr, file: string, facts: Facts): string | undefined {
  const [own] = expr.kind === 'list' || expr.kind === 'tuple' ? expr.items : [expr];
  if (own?.kind !== 'name') return undefined;
  const given = assignmentsIn(facts, file).findLast(
    ({ start, targets }) =>
      start < expr.start &&
      targets.some(
        each =>
          each.kind === 'sequence' &&
          each.items.some(item => item?.kind === 'name' && item.name === own.name),
      ),
  );
  const names = given?.targets.flatMap(each => (each.kind === 'sequence' ? each.items : [])) ?? [];
  const next = names[names.findIndex(item => item?.kind === 'name' && item.name === own.name) + 1];
  return next?.kind === 'name' ? next.name : undefined;
}

/** The hidden state out of a pair, for a layer that has no cell state. */
function alone({ aspect, state, expectedCount, actualCount }: StateConflict, facts: Facts): Fix | undefined {
  const { at } = state;
  const expr = valueAt(facts, at);
  if (!expr || aspect !== 'structure' || expectedCount !== 1 || (actualCount ?? 2) < 2) return undefined;
  const place = { file: at.file, start: expr.start, end: expr.end };
  const [first] = expr.kind === 'tuple' || expr.kind === 'list' ? expr.items : [];
  const text = first
    ? textAt(facts, { ...place, start: first.start, end: first.end })
    : `${asOperand(textAt(facts, place), expr)}[0]`;
  const title = `Pass the hidden state alone: \`${text}\``;
  return { title, edits: [replacing(place, text)], isSafe: false };
}

const KERAS: ReadonlySet<string> = new Set(['keras', 'tensorflow', 'tfjs']);

/** The value of an argument that may be written with its name, or as one of an object of options. */
function valueAt(facts: Facts, at: StateConflict['at']): Expr | undefined {
  const name = /^\w+\s*[=:]\s*/.exec(textAt(facts, at))?.[0] ?? '';
  const expr = exprAt(facts, { ...at, start: at.start + name.length });
  return expr?.kind === 'dict'
    ? expr.entries.find(({ key }) => key?.kind === 'string' && key.value === 'initialState')?.value
    : expr;
}

/** One axis for the layers and directions, or none. */
function ranked({ state, framework }: StateConflict, facts: Facts): readonly (Fix | undefined)[] {
  if (framework !== 'torch' || !state.tensor) return [];
  return ['.unsqueeze(0)', '.squeeze(0)', '[0]', '.unsqueeze(1)'].map(index => ({
    title: `Pass a state with the axis of layers: \`${index}\``,
    edits: madeAt(state.tensor, facts, index),
    isSafe: false,
  }));
}

/** Where the tensor is made, since both states may be written in one tuple. */
function madeAt(tensor: TensorValue | undefined, facts: Facts, index: string): readonly Edit[] {
  const call = tensor && callAt(facts, tensor.source.site);
  return call && tensor
    ? [replacing({ file: tensor.source.site.file, start: call.end, end: call.end }, index)]
    : [];
}

/** A cell state of zeros beside the hidden state that was given alone. */
function pairing({ state, framework }: StateConflict, facts: Facts): Fix | undefined {
  if (framework !== 'torch' || !state.tensor) return undefined;
  return rewriting(
    state,
    facts,
    'Pass a cell state of zeros beside it',
    code => `(${code}, torch.zeros_like(${code}))`,
  );
}
