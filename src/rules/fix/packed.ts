/** Fixes of packed sequences where a tensor is needed: padded again, or the steps of all rows one behind the other. */
import type { ArgumentConflict } from '../../values/index.ts';
import type { Facts } from '../tell/facts.ts';
import { type Fix, proposals } from './fix.ts';
import { textAt } from './source.ts';
import { rewriting } from './wrap.ts';

export function fixPacked({ at, given, framework }: ArgumentConflict, facts: Facts): readonly Fix[] {
  if (framework !== 'torch' || given !== 'a PackedSequence') return [];
  const source = facts.files.get(at.file)?.text ?? '';
  // As it was packed.
  const isBatchFirst = /pack_(padded_)?sequence\([^\n]*batch_first\s*=\s*True/.test(source);
  const name = nameIn(source);
  const written = textAt(facts, at);
  const padded = (code: string): string => `${name}(${code}${isBatchFirst ? ', batch_first=True' : ''})[0]`;
  return proposals(
    name === undefined ? undefined : rewriting({ at }, facts, `Pad it again: \`${padded(written)}\``, padded),
    rewriting({ at }, facts, `Take the steps of all rows: \`${written}.data\``, code => `${code}.data`),
  );
}

/** As the program can call it; undefined where it imports nothing that has it. */
function nameIn(source: string): string | undefined {
  if (/^\s*from torch\.nn\.utils\.rnn import .*\bpad_packed_sequence\b/m.test(source))
    return 'pad_packed_sequence';
  if (/^\s*import torch\s*$/m.test(source)) return 'torch.nn.utils.rnn.pad_packed_sequence';
  return /^\s*(from torch import .*\bnn\b|import torch\.nn as nn\b)/m.test(source)
    ? 'nn.utils.rnn.pad_packed_sequence'
    : undefined;
}
