/** Fixes of single arguments: another name, another value, or none. */
import type { ArgumentConflict } from '../../values/index.ts';
import { closestName } from '../tell/closest.ts';
import type { Facts } from '../tell/facts.ts';
import { translated } from '../tell/translation.ts';
import { code } from '../tell/words.ts';
import { type Edited, removingArgument, renamingArgument, settingArgument } from './arguments.ts';
import { type Edit, type Fix, proposals, replacing } from './fix.ts';
import { fixingBatch } from './fixed-batch.ts';
import { callAt, textAt } from './source.ts';
import { fixValue } from './values.ts';

/** The name that was meant; else the argument taken out, which is for a person to decide. */
export function fixArgument(conflict: ArgumentConflict, facts: Facts): readonly Fix[] {
  const { aspect, parameter, known } = conflict;
  if (aspect === 'missing') {
    const written = closestName(parameter, known);
    return written === undefined ? [] : proposals(renaming(conflict, facts, written, parameter));
  }
  if (aspect === 'value' && parameter === 'stateful')
    return [...fixingBatch(conflict, facts), ...fixValue(conflict, facts)];
  if (aspect === 'value' || aspect === 'type') return fixValue(conflict, facts);
  if (aspect !== 'unknown') return [];
  const meant = closestName(parameter, known);
  return proposals(
    translating(conflict, facts),
    meant === undefined ? undefined : renaming(conflict, facts, parameter, meant),
    unsafe(removing(conflict, facts)),
  );
}

/** `direction='bidirect'` for `bidirectional=True`. */
function translating(conflict: ArgumentConflict, facts: Facts): Fix | undefined {
  const { at, framework, known } = conflict;
  const written = textAt(facts, at);
  const said = translated(written, framework, known);
  if (!said) return undefined;
  const text = `${said.name}=${said.value}`;
  return { title: `Write ${code(text)}`, edits: [replacing(at, text)], isSafe: true };
}

function renaming(conflict: ArgumentConflict, facts: Facts, from: string, to: string): Fix | undefined {
  return fixing(conflict, facts, `Rename ${code(from)} to ${code(to)}`, edited =>
    renamingArgument(edited, from, to),
  );
}

/** Takes out what has no effect. */
export function fixByRemoving(conflict: ArgumentConflict, facts: Facts): readonly Fix[] {
  return proposals(removing(conflict, facts));
}

export function fixArgumentValue(conflict: ArgumentConflict, facts: Facts, value: string): readonly Fix[] {
  const { parameter, layer } = conflict;
  const setting = (at: ArgumentConflict['at']): Fix | undefined =>
    fixing({ ...conflict, at }, facts, `Set ${code(parameter)} to ${code(value)}`, edited =>
      settingArgument(edited, parameter, value),
    );
  // Where only a call of a layer shows what is wrong, its constructor has the argument.
  return proposals(...(layer ? [setting(layer.site)] : []), setting(conflict.at));
}

function removing(conflict: ArgumentConflict, facts: Facts): Fix | undefined {
  const { parameter } = conflict;
  return fixing(conflict, facts, `Remove ${code(parameter)}`, edited => removingArgument(edited, parameter));
}

function fixing(
  { at, framework }: ArgumentConflict,
  facts: Facts,
  title: string,
  write: (edited: Edited) => Edit | undefined,
): Fix | undefined {
  const call = callAt(facts, at);
  const edit = call && write({ call, file: at.file, framework, facts });
  return edit && { title, edits: [edit], isSafe: true };
}

function unsafe(fix: Fix | undefined): Fix | undefined {
  return fix && { ...fix, isSafe: false };
}
