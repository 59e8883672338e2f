/** A call with arguments that the framework refuses: unknown, missing, repeated, or of a value that it does not take. */
import { profileOf } from '../profiles/index.ts';
import type { ArgumentConflict } from '../values/index.ts';
import { fixArgument } from './fix/names.ts';
import { defineRule } from './rule.ts';
import { closestName } from './tell/closest.ts';
import { codeAt, type Facts } from './tell/facts.ts';
import { layerNote } from './tell/related.ts';
import { insteadOf, translated } from './tell/translation.ts';
import { argumentCode, code, count, oneOf } from './tell/words.ts';

export const wrongArgument = defineRule(
  {
    name: 'wrong-argument',
    severity: 'error',
    summary:
      'A layer or function gets an argument that it does not take, misses one, or gets a value that it refuses.',
    why: `The frameworks call the same thing by different names: the size of the state is \`units\` in
Keras, \`hidden_size\` in PyTorch, \`features\` in Flax. What is not known is refused in Python;
TensorFlow.js ignores it without a word, which is worse.`,
    wrong: [
      {
        language: 'python',
        code: `from keras.layers import LSTM

layer = LSTM(10, «batch_first=True»)
`,
        fixed: `from keras.layers import LSTM

layer = LSTM(10)
`,
      },
      {
        language: 'python',
        code: `import torch.nn as nn

lstm = nn.LSTM(8, 10, «proj_size=10»)
`,
        fixed: `import torch.nn as nn

lstm = nn.LSTM(8, 10)
`,
      },
      {
        language: 'python',
        code: `import torch
import torch.nn as nn

score = nn.Linear(3, 2)
score(«torch.zeros(4, 3, dtype=torch.float64)»)
`,
        fixed: `import torch
import torch.nn as nn

score = nn.Linear(3, 2)
score(torch.zeros(4, 3, dtype=torch.float32))
`,
      },
      {
        language: 'python',
        code: `import numpy as np
import torch
import torch.nn as nn

x = torch.tensor(np.zeros((4, 3)))
score = nn.Linear(3, 2)
score(«x»)
`,
        fixed: `import numpy as np
import torch
import torch.nn as nn

x = torch.tensor(np.zeros((4, 3)))
score = nn.Linear(3, 2)
score(x.float())
`,
      },
    ],
    right: [
      {
        language: 'python',
        code: `from keras.layers import LSTM

layer = LSTM(10)
`,
      },
      {
        language: 'python',
        code: `import torch.nn as nn

lstm = nn.LSTM(8, 10, proj_size=5)
`,
      },
    ],
    links: [
      { title: 'Keras: LSTM layer, arguments', url: 'https://keras.io/api/layers/recurrent_layers/lstm/' },
      {
        title: 'PyTorch: LSTM, parameters',
        url: 'https://docs.pytorch.org/docs/stable/generated/torch.nn.LSTM.html',
      },
    ],
  },
  {
    kind: 'argument',
    fixes: fixArgument,
    tell: (conflict, facts) => ({
      sentences: argumentSentences(conflict, facts),
      related: conflict.layer ? [layerNote(conflict.layer)] : [],
    }),
  },
);

const MOST_NAMES = 8;

export function argumentSentences(conflict: ArgumentConflict, facts: Facts): readonly string[] {
  const { operation, parameter, aspect } = conflict;
  const name = code(parameter);
  switch (aspect) {
    case 'unknown':
      return [`${operation} has no argument ${name}.`, ...suggestion(conflict, facts)];
    case 'missing':
      return [`${missingSentence(conflict)}.`, ...misspelt(conflict)];
    case 'repeated':
      return [`${operation} gets the argument ${name} twice: by position and by name.`];
    case 'too-many':
      return [tooManySentence(conflict)];
    case 'value':
    case 'type':
      return [valueSentence(conflict), ...valueAdvice(conflict)];
  }
}

const missingSentence = ({ operation, parameter, allowed }: ArgumentConflict): string =>
  `${operation} needs the argument ${code(parameter)}, which is missing${allowed ? `: ${allowed}` : ''}`;

/** The option that was probably meant for the missing one. */
function misspelt({ parameter, known, framework }: ArgumentConflict): readonly string[] {
  const written = closestName(parameter, known);
  const fate = profileOf(framework).wording.language === 'javascript' ? 'is ignored' : 'it does not take';
  return written ? [`Write ${code(parameter)} for ${code(written)}, which ${fate}.`] : [];
}

/** What layers of Keras 3 are no longer told: the model's Input has it. */
const TOLD_BY_INPUT: Readonly<Record<string, string>> = {
  batch_input_shape: 'Input(batch_shape=...)',
  input_length: 'Input(shape=...)',
  input_dim: 'Input(shape=...)',
};

function suggestion(conflict: ArgumentConflict, facts: Facts): readonly string[] {
  const { parameter, known, framework, operation } = conflict;
  const input = framework === 'keras' && operation !== 'Input' ? TOLD_BY_INPUT[parameter] : undefined;
  if (input) return [`Put ${code(input)} in front of it instead.`];
  const said = translated(codeAt(facts, conflict.at) ?? '', framework, known);
  if (said) return [`Write ${argumentCode(framework, said.name, said.value)}.`];
  const instead = isRecurrent(operation) ? insteadOf(parameter, framework) : undefined;
  if (instead) return [instead];
  const meant = closestName(parameter, known);
  if (meant) return [`Write ${code(meant)}.`];
  if (known.length === 0 || known.length > MOST_NAMES) return [];
  return [`It takes ${oneOf(known.map(code), 'and')}.`];
}

const isRecurrent = (operation: string): boolean => /(LSTM|GRU|RNN)$/.test(operation);

/** `parameter` holds the number of positional arguments that it takes. */
function tooManySentence({ operation, parameter }: ArgumentConflict): string {
  const taken = Number(parameter);
  return Number.isInteger(taken)
    ? `${operation} takes ${taken === 0 ? 'no positional arguments' : count(taken, 'positional argument')}, but gets more.`
    : `${operation} gets more positional arguments than it takes.`;
}

function valueSentence({ operation, parameter, allowed, given }: ArgumentConflict): string {
  const wanted = `The argument ${code(parameter)} of ${operation} must be ${allowed ?? 'another value'}`;
  const got = given === undefined ? '' : givenValue(given.trim(), parameter);
  return got === '' ? `${wanted}.` : `${wanted}, but is ${givenWords(got)}.`;
}

/** The way out that the value alone does not show. */
function valueAdvice({
  parameter,
  given,
  framework,
  operation,
  aspect,
}: ArgumentConflict): readonly string[] {
  if (framework === 'torch' && given === 'a PackedSequence')
    return [
      'Make a tensor of it with `pad_packed_sequence`, or give its `data`, which has the steps of all rows.',
    ];
  if (parameter === 'stateful')
    return framework === 'tfjs'
      ? ['Give the size: `batchInputShape: [batch, steps, features]`.']
      : ['Give the size: `Input(batch_shape=(batch, steps, features))`.'];
  if (parameter === 'weights' && aspect === 'value' && framework !== 'torch')
    return [
      'Arrays of another layer fit where it has the same arguments and was built for as many features.',
    ];
  if (parameter === 'state_dict' && aspect === 'value' && operation === 'load_state_dict')
    return ['What was saved fits a module that is made with the same arguments.'];
  return [];
}

/** The value alone of `name=value`, and of `name: value` in an object of options. */
function givenValue(given: string, parameter: string): string {
  if (given.startsWith(`${parameter}=`)) return given.slice(parameter.length + 1).trim();
  if (given.startsWith(`${parameter}:`)) return given.slice(parameter.length + 1).trim();
  if (!given.startsWith('{') || parameter === 'args') return given;
  const entry = /^\s*:\s*([^,{}[\]]+)/.exec(given.slice(given.indexOf(parameter) + parameter.length));
  return given.includes(parameter) ? (entry?.[1]?.trim() ?? '') : '';
}

/** Code is quoted; a description ('a tensor of floats') is not. */
function givenWords(given: string): string {
  return /^(an?|the|no|one|two) /.test(given) ? given : code(given);
}
