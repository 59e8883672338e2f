/** What a cell's file holds: its equations as text, the sizes of its parameters, and plain words for what each line does. */

/** A size that equations speak of. `projection` is the size of h where a cell projects it. */
export type SizeName = 'units' | 'features' | 'projection';

/**
 * A family of parameters: `W` (input), `U` (recurrent), one bias `b`, or two biases `bx` (beside the input product) and `bh`
 * (beside the recurrent product), a peephole `p`, a projection `R`. A parameter's symbol is its role and its gate: `W_f`.
 */
export type Role = 'W' | 'U' | 'b' | 'bx' | 'bh' | 'p' | 'R';

export interface Line {
  /** The symbol on the left: `f_t`. */
  readonly target: string;
  /** Framework-neutral gate letter, or '' for a line that is no gate. */
  readonly gate: string;
  /** 'forget gate' */
  readonly name: string;
  /** What it stands for: "how much of its old memory each unit keeps". */
  readonly does: string;
  /** Completes "The forget gate of unit 2 ...": "keeps {%} of its memory". {} stands for the number, {%} for it as a share. */
  readonly says: string;
}

export interface CellState {
  readonly symbol: string;
  readonly previous: string;
  readonly name: string;
  readonly size: SizeName;
}

export type CellName =
  | 'lstm'
  | 'lstm-coupled'
  | 'lstm-one-state'
  | 'lstm-peephole'
  | 'lstm-peephole-coupled'
  | 'lstm-peephole-projected'
  | 'lstm-projected'
  | 'gru'
  | 'gru-reset-after'
  | 'gru-new-by-update'
  | 'mgu'
  | 'mgu-without-reset'
  | 'simple-rnn'
  | 'simple-rnn-residual';

export interface Cell {
  readonly name: CellName;
  /** 'LSTM' */
  readonly title: string;
  /** Column-vector convention; parameters that a layout does not have drop out of the sums. */
  readonly equations: readonly string[];
  readonly lines: readonly Line[];
  readonly states: readonly CellState[];
  /** Size of each role's parameter for one gate: two sizes for a matrix [rows, columns], one for a column vector. */
  readonly roles: Readonly<Partial<Record<Role, readonly SizeName[]>>>;
}

/** The state that every cell without projection hands on. */
export const hiddenState: CellState = {
  symbol: 'h_t',
  previous: 'h_prev',
  name: 'hidden state',
  size: 'units',
};

/** The parameters of a cell without peepholes and projection, for layouts with one bias and with two. */
export const plainRoles: Cell['roles'] = {
  W: ['units', 'features'],
  U: ['units', 'units'],
  b: ['units'],
  bx: ['units'],
  bh: ['units'],
};

/** A number that some frameworks add to the forget gate inside of the formula; it drops out of the sum elsewhere. */
export const forgetBiasSymbol = 'forget_bias';

/** The symbol of the input of one step. */
export const inputSymbol = 'x_t';
