/** A recurrent layer found in a file. */
import type { CellName } from '../../cells/index.ts';
import type { WeightTensor } from '../tensor.ts';

/** Layouts of `src/cells` that files are written in. */
export type WeightLayout = 'keras' | 'torch' | 'mlx' | 'onnx' | 'tfjs';

export interface RecurrentWeight {
  readonly tensor: WeightTensor;
  /** As the layout of the cell names it: 'kernel', 'weight_ih'. */
  readonly name: string;
  /** From 0 on, of a stack. */
  readonly layer: number;
  readonly direction: 'forward' | 'backward';
  /** Where the tensor holds both directions along its first axis: which part is this one's. */
  readonly part?: number;
}

export interface RecurrentLayer {
  /** The path in the file: 'encoder.lstm', 'layers/lstm'. Empty where the file is one layer's. */
  readonly name: string;
  readonly layout: WeightLayout;
  readonly cell: CellName;
  /** A GRU of Keras without biases does not show where it resets: as Keras 2 and 3 make it by default is taken. */
  readonly isCellAssumed?: true;
  readonly units: number;
  /** Features of the first layer's input. */
  readonly inputSize: number;
  /** Of a projected LSTM: the size of h. */
  readonly projection?: number;
  readonly layers: number;
  readonly directions: 1 | 2;
  readonly weights: readonly RecurrentWeight[];
}
