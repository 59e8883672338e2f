/** What Paddle and MindSpore say. */
import { RECURRENT, type Saying, words } from '../saying.ts';

export const otherSayings: readonly Saying[] = [
  {
    frameworks: ['paddle'],
    about: ['initial-state', 'input-rank'],
    pattern: words(
      'num_layers of in RNN layer must be the same as first dim of init hidden, but received num_layers:<n>, dim:<n>',
    ),
    read: ([, want, have]) => ({
      sentences: [`Axis 0 of the initial state must be layers times directions, ${want}, and is ${have}.`],
      expected: Number(want),
      actual: Number(have),
      layer: { types: RECURRENT },
    }),
  },
  {
    frameworks: ['paddle'],
    about: ['initial-state', 'operands'],
    pattern: words(String.raw`batch size\) of Input and PreState should be equal\. But received <n> and <n>`),
    read: ([, input, state]) => ({
      sentences: [`The batch of the input is ${input}, that of the initial state ${state}.`],
      expected: Number(input),
      actual: Number(state),
      layer: { types: RECURRENT },
    }),
  },
  {
    frameworks: ['paddle'],
    about: ['feature-size', 'initial-state', 'operands'],
    pattern: words(
      'first matrix width should be same as second matrix height, ?but received first matrix width <n>, second matrix height <n>',
    ),
    read: ([, have, want]) => ({
      sentences: [
        `A matrix product: the input or state has ${have} features, the weight that it is multiplied by was made for ${want}.`,
      ],
      expected: Number(want),
      actual: Number(have),
    }),
  },
  {
    frameworks: ['paddle', 'mindspore'],
    about: ['argument'],
    pattern: /\b(hidden_size|proj_size|input_size|num_layers|direction)\b'?[^\n]{0,40}(?:must be|should be)/,
    read: ([, name = '']) => ({
      sentences: [`\`${name}\` has a value that the layer refuses; the message says what is allowed.`],
      names: [name],
    }),
  },
  {
    frameworks: ['mindspore'],
    about: ['feature-size'],
    pattern: words(String.raw`x_shape\[<n>\] must be equal to <n>, but got <n>`),
    read: ([, , want, have]) => ({
      sentences: [`The input has ${have} features, the layer was made for ${want}.`],
      expected: Number(want),
      actual: Number(have),
      layer: { types: RECURRENT, inputSize: Number(want) },
    }),
  },
];
