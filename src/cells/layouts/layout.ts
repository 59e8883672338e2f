/**
 * How a framework stores a cell's parameters and what its documentation calls them: gate order, fused axis, one bias or two,
 * kernels for row vectors (transposed) or column vectors. Pure data; `weights.ts` splits and joins by it.
 */
import type { CellName, Role } from '../cell.ts';
import type { FillName } from '../fill/fill.ts';

export interface StoredWeight {
  /** The framework's name: 'kernel', 'weight_ih'. */
  readonly name: string;
  /** More than one when a tensor holds several families: Keras' GRU bias (2, 3u) is `bx` over `bh`. */
  readonly roles: readonly Role[];
  /** Axis along which the roles follow each other (gates within roles, where both have one axis); only with several roles. */
  readonly roleAxis?: 0 | 1;
  /** A bias stored as a row of a matrix, so that axis 1 runs over the units. */
  readonly biasRow?: boolean;
  /** A bias stored as a matrix of one column. */
  readonly biasColumn?: boolean;
  /** Axis along which the gates are fused. */
  readonly gateAxis: 0 | 1;
  /** Stored for row vectors (x W): a gate's matrix is (columns, rows) of the column convention. */
  readonly transposed: boolean;
  /** Left out with `use_bias=False` / `bias=False`. */
  readonly bias: boolean;
  /** The stored tensor has an axis of directions in front; it is 1 for one direction. */
  readonly directions?: boolean;
  /** The gates of one unit stand beside each other, then those of the next one: number i of n gates has every n-th row from the i-th on. */
  readonly interleaved?: boolean;
  /** Gate letters in storage order where they differ from the cell's; [''] for a weight without gates. */
  readonly gates?: readonly string[];
}

/** A symbol as written: `c̃_t` is base "c", tilde, subscript "t". */
export interface Written {
  readonly base: string;
  readonly tilde?: boolean;
  readonly subscript: string;
}

export interface LayoutCell {
  /** Framework-neutral gate letters in storage order; [''] without gates. */
  readonly gates: readonly string[];
  /** The framework's own letter of a gate, where it differs: Keras calls the LSTM's g "c". */
  readonly letters?: Readonly<Record<string, string>>;
  /** How candidate gates are written, where not letter and `_t`. */
  readonly outputs?: Readonly<Record<string, Written>>;
  readonly weights: readonly StoredWeight[];
  /** What the framework adds to the forget gate inside of the formula, where code does not say; absent: nothing. */
  readonly forgetBias?: number;
}

/** How a framework fills the weights of a new layer: kernels, the recurrent ones, biases (`unit_forget_bias`: ones for the forget gate). */
export interface Fills {
  readonly matrix: FillName;
  readonly state: FillName;
  readonly bias: FillName | 'unit_forget_bias';
}

export interface Layout {
  readonly name: string;
  /** 'Keras' */
  readonly title: string;
  /** What the framework calls the layer's number of units: 'units', 'hidden_size'. */
  readonly unitsName: string;
  /** What it calls the number of input features. */
  readonly featuresName: string;
  /** Base and subscript prefix of each role: PyTorch's U_f is W_hf, so U: ['W', 'h']. */
  readonly bases: Readonly<Record<Role, readonly [base: string, prefix: string]>>;
  /** This framework's definition of an activation name, where frameworks differ. */
  readonly activations?: Readonly<Record<string, string>>;
  /** Absent: not known here. */
  readonly fills?: Fills | undefined;
  readonly cells: Readonly<Partial<Record<CellName, LayoutCell>>>;
  /**
   * Its LSTM whose products are convolutions. Weights are described as matrices: a kernel (window..., channels, 4*filters) has a row for
   * each place of the window and channel.
   */
  readonly convolutional?: LayoutCell;
}
