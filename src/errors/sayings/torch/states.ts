/** What PyTorch says of initial states. */
import { type Meaning, RECURRENT, type Saying, TORCH, words } from '../../saying.ts';
import { differingAxis, type Sizes, sizesOf, written } from '../../sizes.ts';

export const torchStates: readonly Saying[] = [
  {
    frameworks: TORCH,
    about: ['initial-state'],
    pattern: words(String.raw`Expected hidden(\[[01]\])? size <shape>, got <shape>`),
    read: ([, which, want, have]) => state(which, sizesOf(want), sizesOf(have)),
  },
  {
    frameworks: TORCH,
    about: ['initial-state'],
    pattern: words('[Hh]idden(?:0|1)? has inconsistent hidden_size: got <n>, expected <n>'),
    read: ([, have, want]) => ({
      sentences: [`The hidden state has ${have} features, the cell was made for ${want}.`],
      expected: Number(want),
      actual: Number(have),
      layer: { types: RECURRENT, units: Number(want) },
    }),
  },
  {
    frameworks: TORCH,
    about: ['initial-state'],
    pattern: words(
      String.raw`For (un)?batched <n>-D input, (hx(?: and cx)?) should also be <n>-D but got \(?<n>-D`,
    ),
    read: ([, un, input, which, want, have]) => ({
      sentences: [
        `The input has ${input} dimensions, which is ${un ? 'one example' : 'a batch'}, so that the initial state (${which}) must have ${want} too; it has ${have}.`,
      ],
      rank: { expected: Number(want), actual: Number(have) },
      layer: { types: RECURRENT },
    }),
  },
  {
    frameworks: TORCH,
    about: ['initial-state', 'argument'],
    pattern: /Expected more hidden states in stacked_rnn/,
    read: () => ({
      sentences: [
        'The initial state has fewer layers than the recurrent layer: its axis 0 must be `num_layers` times the number of directions.',
      ],
      layer: { types: RECURRENT },
    }),
  },
  {
    frameworks: TORCH,
    about: ['initial-state'],
    pattern: words(String.raw`Input batch size <n> doesn't match hidden\d? ?batch size <n>`),
    read: ([, input, state]) => ({
      sentences: [`The batch of the input is ${input}, that of the initial state ${state}.`],
      expected: Number(input),
      actual: Number(state),
      layer: { types: RECURRENT },
    }),
  },
];

const STATE_AXES = ['layers times directions', 'batch', 'hidden size'];

function state(which: string | undefined, want: Sizes | undefined, have: Sizes | undefined): Meaning {
  if (!want || !have) return { sentences: ['An initial state has another shape than the layer takes.'] };
  const axis = differingAxis(want, have);
  const name = which === '[1]' ? 'The cell state (`c_0`)' : 'The hidden state (`h_0`)';
  const axes = STATE_AXES.slice(want.length === 2 ? 1 : 0);
  if (want.length === 2) axes.splice(0, 2, 'layers times directions', 'hidden size');
  const first =
    axis === undefined
      ? []
      : [`They differ first on axis ${axis} (${axes[axis] ?? 'the last'}): ${want[axis]} and ${have[axis]}.`];
  const swapped = want.length === 3 && have[0] === want[1] && have[1] === want[0] && want[0] !== want[1];
  return {
    sentences: [
      `${name} must be ${written(want)}, and is ${written(have)}.`,
      ...first,
      ...(swapped
        ? ['Axes 0 and 1 are exchanged: `batch_first` says nothing of states, whose batch is always axis 1.']
        : []),
    ],
    shapes: [have, want],
    layer: { types: RECURRENT, units: want.at(-1) ?? undefined },
  };
}
