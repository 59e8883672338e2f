/** Tensors are joined that differ on another axis than the one they are joined along. */
import { profileOf } from '../profiles/index.ts';
import { printDim } from '../shapes/index.ts';
import type { OperandConflict } from '../values/index.ts';
import { fixJoin } from './fix/joins.ts';
import { withAxis } from './fix/wrap.ts';
import { defineRule } from './rule.ts';
import { codeAt, type Facts } from './tell/facts.ts';
import { lackingAxis } from './tell/lacking-axis.ts';
import { dimsSentence, mismatchNotes } from './tell/mismatch.ts';
import { layerWords, nameOperand, recurrentOrigin } from './tell/operands.ts';
import { isJoin } from './tell/operations.ts';
import { joinableAxis } from './tell/ways-out.ts';
import { argumentCode, capitalised, code, oneOf } from './tell/words.ts';

export const mismatchedConcatenation = defineRule(
  {
    name: 'mismatched-concatenation',
    severity: 'error',
    summary: 'Tensors are joined that differ on another axis than the one they are joined along.',
    why: `Concatenation joins along one axis; on every other axis the tensors must have the same size. A
sequence (batch, steps, features) and a vector (batch, features) cannot be joined before the vector is
repeated for every step.`,
    wrong: [
      {
        language: 'python',
        code: `import torch

forward = torch.zeros(4, 7, 10)
backward = torch.zeros(4, 6, 10)
both = torch.cat(«[forward, backward]», dim=2)
`,
        fixed: `import torch

forward = torch.zeros(4, 7, 10)
backward = torch.zeros(4, 6, 10)
both = torch.cat([forward, backward], dim=1)
`,
      },
    ],
    right: [
      {
        language: 'python',
        code: `import torch

forward = torch.zeros(4, 7, 10)
backward = torch.zeros(4, 7, 10)
both = torch.cat([forward, backward], dim=2)
`,
      },
    ],
    links: [
      { title: 'PyTorch: cat', url: 'https://docs.pytorch.org/docs/stable/generated/torch.cat.html' },
      { title: 'Keras: Concatenate layer', url: 'https://keras.io/api/layers/merging_layers/concatenate/' },
      {
        title: 'NumPy: concatenate',
        url: 'https://numpy.org/doc/stable/reference/generated/numpy.concatenate.html',
      },
    ],
  },
  {
    kind: 'operands',
    owns: conflict => ['dims', 'rank'].includes(conflict.mismatch.kind) && isJoin(conflict),
    fixes: fixJoin,
    tell: (conflict, facts) => ({
      sentences: sentencesFor(conflict, facts),
      related: mismatchNotes(conflict),
    }),
  },
);

function sentencesFor(conflict: OperandConflict, facts: Facts): readonly string[] {
  const { mismatch, operation } = conflict;
  if (mismatch.kind === 'rank') return rankSentences(conflict, facts);
  const needs = /(^|\.)stack$/i.test(operation)
    ? 'needs tensors of equal shapes'
    : 'needs equal sizes on every axis but the one it joins along';
  const sizes = mismatch.kind === 'dims' ? dimsSentence(conflict, mismatch, facts) : '';
  return [`${operation} ${needs}.`, `${capitalised(sizes)}.`, ...otherAxisAdvice(conflict)];
}

/** They differ along one axis only: that is the one to join along. */
function otherAxisAdvice(conflict: OperandConflict): readonly string[] {
  const axis = /(^|\.)stack$/i.test(conflict.operation) ? undefined : joinableAxis(conflict);
  return axis === undefined ? [] : [`Along axis ${axis}, the only one that differs, they can be joined.`];
}

function rankSentences(conflict: OperandConflict, facts: Facts): readonly string[] {
  const names = conflict.operands.map((_, index) => nameOperand(conflict, index, facts));
  return [
    `${conflict.operation} needs tensors with the same number of dimensions, but gets ${oneOf(names, 'and')}.`,
    ...repeatAdvice(conflict, facts),
    ...axisAdvice(conflict, facts),
  ];
}

/** A vector beside a sequence can be repeated for every step; one that is the last step of a layer may not be what is meant. */
function repeatAdvice(conflict: OperandConflict, facts: Facts): readonly string[] {
  const { framework, operands, mismatch } = conflict;
  const { repeat } = profileOf(framework).wording;
  const steps = operands.find(operand => operand.shape?.length === 3)?.shape?.[1];
  const hasVector = operands.some(operand => operand.shape?.length === 2);
  const isAlongSteps = mismatch.kind === 'rank' && mismatch.along === 1;
  if (!repeat || !steps || !hasVector || isAlongSteps) return [];
  const layer = operands
    .flatMap(({ tensor }) => recurrentOrigin(tensor) ?? [])
    .find(({ source }) => source.role === 'last-step')?.source.layer;
  const each = layer
    ? `For every step of both add ${argumentCode(framework, 'return_sequences', true)} to ${layerWords(layer, conflict.at.file, facts)}; for the same vector at every step repeat it`
    : 'Repeat the vector for every step';
  return [`${each} with ${code(repeat(printDim(steps)))}.`];
}

/** One of two tensors lacks the axis along which they are joined. */
function axisAdvice(conflict: OperandConflict, facts: Facts): readonly string[] {
  const lacking = lackingAxis(conflict);
  if (!lacking || lacking.operand.tensor?.graph) return [];
  const { operand, index, isAlone, axis } = lacking;
  const written = isAlone ? codeAt(facts, operand.at) : undefined;
  const which = written ? '' : ` of tensor ${index + 1}`;
  return [
    `With the axis that it lacks, ${code(withAxis(written ?? 'x', axis, conflict.framework))}${which}, it fits.`,
  ];
}
