/** The matrices of `net.model`. brain.js, src/recurrent/rnn.ts, lstm.ts, gru.ts, rnn-time-step.ts */
import { add, type Dim, type Shape, size } from '../../shapes/index.ts';
import { weight } from '../layer.ts';
import type { CellDescription, Weight } from '../parts.ts';

export interface NetworkKind {
  readonly name: 'RNN' | 'LSTM' | 'GRU';
  readonly cell: CellDescription['kind'];
  readonly activation: string;
  /** Of each hidden layer, in the order of the framework: matrix of the inputs, matrix of the state, bias. */
  readonly gates: readonly (readonly [input: string, state: string, bias: string])[];
  /** Symbols of one step beside x_t, h_prev and h_t. */
  readonly inner: readonly string[];
}

const lstmGate = (name: string) => [`${name}Matrix`, `${name}Hidden`, `${name}Bias`] as const;
const gruGate = (name: string) => [`${name}InputMatrix`, `${name}HiddenMatrix`, `${name}Bias`] as const;

export const KINDS: readonly NetworkKind[] = [
  {
    name: 'RNN',
    cell: 'simple-rnn',
    activation: 'relu',
    gates: [['weight', 'transition', 'bias']],
    inner: [],
  },
  {
    name: 'LSTM',
    cell: 'lstm',
    activation: 'tanh',
    gates: ['input', 'forget', 'output', 'cellActivation'].map(lstmGate),
    inner: ['i_t', 'f_t', 'o_t', 'g_t', 'c_t'],
  },
  {
    name: 'GRU',
    cell: 'gru',
    activation: 'tanh',
    gates: ['updateGate', 'resetGate', 'cellWrite'].map(gruGate),
    inner: ['z_t', 'r_t', 'n_t'],
  },
];

/** Sizes of a network. `words`: it reads tokens, which it looks up in a table; else vectors of numbers. */
export interface NetworkSizes {
  readonly words: { readonly range: Dim } | undefined;
  readonly input: Dim;
  readonly hidden: readonly Dim[];
  readonly output: Dim;
}

const ONE = size(1);

/** A table of (inputRange + 1, inputSize) for tokens; the hidden layers; (outputSize, last), and of tokens one row more for the end. */
export function networkWeights(
  kind: NetworkKind,
  { words, input, hidden, output }: NetworkSizes,
): readonly Weight[] {
  const rows = words ? add(output, ONE) : output;
  const last = hidden.at(-1) ?? size(0);
  return [
    ...(words ? [weight('input', [add(words.range, ONE), input])] : []),
    ...hidden.flatMap((units, layer) => layerWeights(kind, layer, units, hidden[layer - 1] ?? input)),
    weight('outputConnector', [rows, last]),
    weight('output', [rows, ONE]),
  ];
}

function layerWeights(kind: NetworkKind, layer: number, units: Dim, inputs: Dim): readonly Weight[] {
  const shapes: readonly Shape[] = [
    [units, inputs],
    [units, units],
    [units, ONE],
  ];
  return kind.gates.flatMap(names =>
    names.map((name, i) => weight(`hiddenLayers[${layer}].${name}`, shapes[i])),
  );
}
