/** Fixes of names: the spelling that the message advises in the place of one that does not exist. */
import type { ProgramConflict } from '../../values/index.ts';
import type { Facts } from '../tell/facts.ts';
import { code } from '../tell/words.ts';
import { type Fix, replacing } from './fix.ts';
import { textAt } from './source.ts';

/** `tf.layers.lstm` for `tf.layers.LSTM`; each name that the advice has in backquotes is tried. */
export function fixName({ at, name, instead = '' }: ProgramConflict, facts: Facts): readonly Fix[] {
  const written = textAt(facts, at);
  const old = name.slice(name.lastIndexOf('.') + 1);
  const found = new RegExp(`(?<!\\w)${old.replace(/\W/g, '\\$&')}(?!\\w)`).exec(written);
  if (!found || !/^\w+$/.test(old)) return [];
  const start = at.start + found.index;
  const place = { file: at.file, start, end: start + old.length };
  return [...instead.matchAll(/`(?:[\w.]*\.)?(\w+)(?:\([^`]*\))?`/g)].flatMap(([, other]) =>
    other === undefined || other === old
      ? []
      : [{ title: `Write ${code(other)}`, edits: [replacing(place, other)], isSafe: false }],
  );
}
