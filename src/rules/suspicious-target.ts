/** Targets are broadcast against the output instead of compared with it. */
import { broadcast, constantOf, type Shape } from '../shapes/index.ts';
import type { FrameworkName, TargetConflict } from '../values/index.ts';
import { onlyProposed } from './fix/fix.ts';
import { fixTarget } from './fix/targets.ts';
import { defineRule } from './rule.ts';
import { sequenceAdvice, targetSentence, torchAdvice } from './target-shape.ts';
import { shapeText } from './tell/operands.ts';
import { operandNotes } from './tell/related.ts';

export const suspiciousTarget = defineRule(
  {
    name: 'suspicious-target',
    severity: 'warning',
    summary: 'Targets are broadcast against the output instead of compared with it.',
    why: `A mean squared error between (64, 1) and (64,) compares every prediction with every target: the
shapes broadcast to (64, 64), and the loss is wrong without an error.`,
    wrong: [
      {
        language: 'python',
        code: `import torch
from torch import nn

lstm = nn.LSTM(8, 16, batch_first=True)
head = nn.Linear(16, 1)
x, y = torch.randn(64, 20, 8), torch.randn(64)
out, _ = lstm(x)
loss = nn.MSELoss()(head(out[:, -1]), «y»)
`,
        fixed: `import torch
from torch import nn

lstm = nn.LSTM(8, 16, batch_first=True)
head = nn.Linear(16, 1)
x, y = torch.randn(64, 20, 8), torch.randn(64)
out, _ = lstm(x)
loss = nn.MSELoss()(head(out[:, -1]).squeeze(-1), y)
`,
      },
    ],
    right: [
      {
        language: 'python',
        code: `import torch
from torch import nn

lstm = nn.LSTM(8, 16, batch_first=True)
head = nn.Linear(16, 1)
x, y = torch.randn(64, 20, 8), torch.randn(64)
out, _ = lstm(x)
loss = nn.MSELoss()(head(out[:, -1]).squeeze(-1), y)
`,
      },
    ],
    links: [
      {
        title: 'PyTorch: MSELoss',
        url: 'https://docs.pytorch.org/docs/stable/generated/torch.nn.MSELoss.html',
      },
      { title: 'Keras: Losses', url: 'https://keras.io/api/losses/' },
    ],
  },
  {
    kind: 'target-shape',
    reads: 'suspect',
    fixes: onlyProposed(fixTarget),
    tell: (conflict, facts, finding) => ({
      sentences: [
        targetSentence(conflict),
        ...meetingSentence(conflict),
        ...sequenceAdvice(conflict, facts, finding),
        ...torchAdvice(conflict),
      ],
      related: [...operandNotes(conflict.output), ...operandNotes(conflict.target)],
    }),
  },
);

/** 'Broadcast against each other they are (64, 64).' */
function meetingSentence({ output, target, framework }: TargetConflict): readonly string[] {
  const [a, b] = asCompared(output.shape, target.shape, framework);
  const met = a && b ? broadcast(a, b) : undefined;
  return met?.ok ? [`Broadcast against each other they are ${shapeText(met.value, framework)}.`] : [];
}

/** Keras drops a last axis of 1 that only one of them has. */
function asCompared(
  output: Shape | undefined,
  target: Shape | undefined,
  framework: FrameworkName,
): readonly (Shape | undefined)[] {
  if (framework === 'tfjs' || !output || !target) return [];
  if (framework !== 'keras') return [output, target];
  const dropped = (shape: Shape, other: Shape): Shape => {
    const last = shape.at(-1);
    return shape.length === other.length + 1 && last && constantOf(last) === 1 ? shape.slice(0, -1) : shape;
  };
  return [dropped(output, target), dropped(target, output)];
}
