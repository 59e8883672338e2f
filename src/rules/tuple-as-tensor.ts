/** The tuple of output and states that a recurrent layer gives is used where one tensor is needed. */
import type { Finding, NativeValue, TupleConflict } from '../values/index.ts';
import { fixTuple } from './fix/results.ts';
import { defineRule } from './rule.ts';
import { codeAt, type Facts, placeWords } from './tell/facts.ts';
import { layerWords } from './tell/operands.ts';
import { layerNote, noteAt } from './tell/related.ts';
import { isLstm, resultsOf } from './tell/results.ts';
import { code } from './tell/words.ts';

export const tupleAsTensor = defineRule(
  {
    name: 'tuple-as-tensor',
    severity: 'error',
    summary: 'A tuple of outputs and states is used where one tensor is needed.',
    why: `A recurrent layer of PyTorch gives its outputs and its last states: \`out, (h_n, c_n) = lstm(x)\`,
\`out, h_n = gru(x)\`. In Keras it does so with \`return_state=True\`. Linear layers, and \`nn.Sequential\`
between its members, hand on one tensor.`,
    wrong: [
      {
        language: 'python',
        code: `import torch
import torch.nn as nn

lstm = nn.LSTM(8, 10, batch_first=True)
head = nn.Linear(10, 3)
out = lstm(torch.randn(4, 7, 8))
scores = head(«out»)
`,
        fixed: `import torch
import torch.nn as nn

lstm = nn.LSTM(8, 10, batch_first=True)
head = nn.Linear(10, 3)
out = lstm(torch.randn(4, 7, 8))
scores = head(out[0])
`,
      },
    ],
    right: [
      {
        language: 'python',
        code: `import torch
import torch.nn as nn

lstm = nn.LSTM(8, 10, batch_first=True)
head = nn.Linear(10, 3)
out, (h_n, c_n) = lstm(torch.randn(4, 7, 8))
scores = head(out)
`,
      },
    ],
    links: [
      {
        title: 'PyTorch: LSTM, outputs',
        url: 'https://docs.pytorch.org/docs/stable/generated/torch.nn.LSTM.html',
      },
      { title: 'Keras: LSTM layer, return_state', url: 'https://keras.io/api/layers/recurrent_layers/lstm/' },
    ],
  },
  {
    kind: 'tuple-as-tensor',
    fixes: fixTuple,
    tell: (conflict, facts, finding) => ({
      sentences: [whatSentence(conflict, facts, finding), adviceSentence(conflict, facts)],
      related: [
        noteAt(conflict.from, `gives a tuple of ${conflict.count}`),
        ...(conflict.producer ? [layerNote(conflict.producer)] : []),
        ...(conflict.layer ? [layerNote(conflict.layer)] : []),
      ],
    }),
  },
);

function whatSentence(conflict: TupleConflict, facts: Facts, finding: Finding): string {
  const { operation, producer, count, from } = conflict;
  if (!producer) {
    const place = placeWords(facts, from, finding.file);
    return `${operation} needs one tensor, but gets a tuple of ${count}${place ? ` from ${place.replace(/^on /, '')}` : ''}.`;
  }
  const tuple = `the tuple of ${count} that ${layerWords(producer, finding.file, facts)} returns${partsWords(producer, count)}`;
  if (isUsedDirectly(conflict)) return `This uses ${tuple}, as if it were one tensor.`;
  return `${operation} needs one tensor, but gets ${tuple}.`;
}

/** Indexed, or asked for a tensor's attribute, rather than given to another operation. */
function isUsedDirectly({ operation, producer, layer }: TupleConflict): boolean {
  return layer === undefined && operation === producer?.class.name;
}

/** ', its output and its last states'; nothing for a layer that keeps no state (attention gives its weights). */
function partsWords(producer: NativeValue, count: number): string {
  if (!producer.layer?.recurrent) return '';
  const states = count === 2 && !isLstm(producer) ? 'state' : 'states';
  return `, ${resultsOf(producer)?.words ?? `its output and its last ${states}`}`;
}

/** Made and used within one call of the program: a container of layers hands it on, and there is no place for a subscript. */
function isHandedOn({ at, from, producer }: TupleConflict): boolean {
  const isInside = from.file === at.file && from.start <= at.start && at.end <= from.end;
  return producer !== undefined && isInside && from.end - from.start > at.end - at.start;
}

function adviceSentence(conflict: TupleConflict, facts: Facts): string {
  const { at, producer } = conflict;
  if (isHandedOn(conflict))
    return `A container hands the whole tuple on: call the ${producer?.class.name ?? 'layer'} by itself, or put a module of your own behind it that takes the output.`;
  const results = producer && resultsOf(producer);
  const place = `[${results?.output ?? 0}]`;
  const written = codeAt(facts, at);
  const name = written && /^[\w.]+(\(.*\))?$/.test(written) ? written : undefined;
  const take = name ? `Take the output: ${code(`${name}${place}`)}` : `Take the output with ${code(place)}`;
  return results ? `${take}, or unpack it: ${code(results.code)}.` : `${take}.`;
}
