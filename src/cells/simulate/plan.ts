/** What a layer does with a sequence, said without any framework: passes of cells, one above the other or side by side. */
import type { CellChoice } from '../bind.ts';

/** One cell that reads a sequence from one end to the other. */
export interface Pass {
  /** What results and problems call it: 'l0', 'l0_reverse', 'forward'. */
  readonly label: string;
  readonly cell: CellChoice;
  /** Of a convolutional cell: its filters. */
  readonly units: number;
  readonly projection?: number;
  /** It reads the last step first. */
  readonly isBackward: boolean;
  /** What it gives is turned around: for a backward pass it then lies beside the input that it belongs to. */
  readonly isTurned: boolean;
  /** The names under which the framework may keep a weight of the layout, the usual one first. Paths before them are ignored. */
  readonly namesOf: (stored: string) => readonly string[];
  /** Part of the path of its weights, where two passes' end in the same names. */
  readonly scope?: string;
  /** Its place along the first axis of weights that hold all directions. */
  readonly direction?: { readonly index: number; readonly count: number };
  readonly convolution?: Convolution;
}

/** The windows of a convolutional cell; the product with the state is always padded to the same size, one place at a time. */
export interface Convolution {
  readonly window: readonly number[];
  readonly strides: readonly number[];
  readonly dilation: readonly number[];
  readonly padding: 'valid' | 'same';
  readonly isChannelsFirst: boolean;
}

export type Merge = 'concat' | 'sum' | 'mul' | 'ave' | 'apart';

export interface SimulationPlan {
  /** Layers from below; the passes of one layer read the same sequence, and what they give is merged. */
  readonly layers: readonly (readonly Pass[])[];
  readonly merge: Merge;
  /** 'sequence': what every step gives; 'last': what was given last. */
  readonly gives: 'sequence' | 'last';
  /** Order of the first axes of y; `directed`: time, direction, batch (ONNX). */
  readonly yOrder: 'batch-first' | 'time-first' | 'directed';
  /** 'one': (batch, units); 'stacked': (layers * directions, batch, units); 'named': an object for each pass, by label. */
  readonly states: 'one' | 'stacked' | 'named';
  /** The number of features that the constructor was given. */
  readonly features?: number;
}
