/** What another framework says with an argument, in the words of the one that does not take it, where more than the name differs. */
import type { FrameworkName } from '../../values/index.ts';

/** An argument as code. */
export interface Meant {
  readonly name: string;
  readonly value: string;
}

interface Row {
  /** As it is written elsewhere. */
  readonly foreign: RegExp;
  readonly here: Readonly<Partial<Record<FrameworkName, Meant>>>;
}

const BATCH_FIRST: Row['here'] = {
  torch: { name: 'batch_first', value: 'True' },
  mindspore: { name: 'batch_first', value: 'True' },
  paddle: { name: 'time_major', value: 'False' },
  mxnet: { name: 'layout', value: "'NTC'" },
  flax: { name: 'time_major', value: 'False' },
};

const TIME_FIRST: Row['here'] = {
  torch: { name: 'batch_first', value: 'False' },
  mindspore: { name: 'batch_first', value: 'False' },
  paddle: { name: 'time_major', value: 'True' },
  mxnet: { name: 'layout', value: "'TNC'" },
  flax: { name: 'time_major', value: 'True' },
};

const BOTH_DIRECTIONS: Row['here'] = {
  torch: { name: 'bidirectional', value: 'True' },
  mindspore: { name: 'bidirectional', value: 'True' },
  mxnet: { name: 'bidirectional', value: 'True' },
  paddle: { name: 'direction', value: "'bidirect'" },
};

const ROWS: readonly Row[] = [
  { foreign: /^bidirectional\s*=\s*True$|^direction\s*=\s*['"]bidirect(ional)?['"]$/, here: BOTH_DIRECTIONS },
  {
    foreign: /^batch_first\s*=\s*True$|^time_major\s*=\s*False$|^layout\s*=\s*['"]NTC['"]$/,
    here: BATCH_FIRST,
  },
  {
    foreign: /^batch_first\s*=\s*False$|^time_major\s*=\s*True$|^layout\s*=\s*['"]TNC['"]$/,
    here: TIME_FIRST,
  },
];

/** undefined: it is not known there, or the framework does not take what says the same. `written`: `bidirectional=True`. */
export function translated(
  written: string,
  framework: FrameworkName,
  known: readonly string[],
): Meant | undefined {
  const meant = ROWS.find(({ foreign }) => foreign.test(written.trim()))?.here[framework];
  return meant && known.includes(meant.name) ? meant : undefined;
}

/** Where nothing is written that says the same: what is done instead. */
const INSTEAD: readonly {
  readonly foreign: RegExp;
  readonly here: Readonly<Partial<Record<FrameworkName, string>>>;
}[] = [
  {
    foreign: /^(bidirectional|direction)$/,
    here: { keras: 'For both directions wrap the layer: `Bidirectional(...)`.' },
  },
  {
    foreign: /^(batch_first|layout)$/,
    here: { keras: 'Recurrent layers of Keras always read (batch, steps, features): leave it out.' },
  },
  {
    foreign: /^(num_layers|n_layers)$/,
    here: { keras: 'A layer is one layer: stack several, all but the last with `return_sequences=True`.' },
  },
  {
    foreign: /^return_sequences?$/,
    here: {
      torch:
        'Its output has every step, and `[:, -1]` of it the last one where `batch_first=True`: leave it out.',
      paddle: 'Its output has every step, and `[:, -1]` of it the last one: leave it out.',
    },
  },
  {
    foreign: /^return_states?$/,
    here: {
      torch: 'The last states always come beside the output: leave it out.',
      paddle: 'The last states always come beside the output: leave it out.',
    },
  },
];

export function insteadOf(parameter: string, framework: FrameworkName): string | undefined {
  return INSTEAD.find(({ foreign }) => foreign.test(parameter))?.here[framework];
}
