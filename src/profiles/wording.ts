/** What messages must know of a framework to speak its language: names and idioms, one row a framework. No decisions about shapes. */

export interface Wording {
  /** JavaScript's arguments are in camel case, and its shapes in brackets. */
  readonly language: 'python' | 'javascript';
  /** The argument that sets the size of a recurrent layer's state. */
  readonly units: string;
  /** The arguments that set the output size of other layers, by class name, or by qualified name where names repeat. */
  readonly sizes: Readonly<Record<string, string>>;
  /** What adds an axis to data: '`unsqueeze`'. */
  readonly addAxis: string;
  /** How to get rid of an axis: 'Merge or drop axes with a reshape'. */
  readonly removeAxis: string;
  /** What applies a layer along one axis more than it takes: '`TimeDistributed`'. */
  readonly perSlice?: string;
  /** What moves an axis to another place. */
  readonly moveAxis: string;
  /** How a reduction keeps its axis; undefined: the functions differ in it. */
  readonly keepAxis: string | undefined;
  /** The same for tensors of a model that is described before it sees data. */
  readonly graph?: GraphWording;
  readonly algebra: Algebra;
  /** How an LSTM's initial states are passed. */
  readonly statePair: string;
  /** What the hidden state is called beside the output. */
  readonly hidden: string;
  /** Recurrent layers give every step, and their states, only where `return_sequences` and `return_state` ask for it. */
  readonly returnsOnRequest: boolean;
  /** What recurrent layers give otherwise; undefined: one tensor, or it depends on more than the class. */
  readonly results: Readonly<Partial<Record<RecurrentForm, Results>>>;
  readonly batchFirst?: BatchFirst;
  /** Recurrent layers and cells take an input without the axis of the batch, and then states without it. */
  readonly takesNoBatch?: true;
  /** How a loader leaves the smaller batch at the end out. */
  readonly dropLast?: string;
  /** The layer that repeats a vector for every step. */
  readonly repeat?: (steps: string) => string;
}

/** How products of tensors are written. */
export interface Algebra {
  readonly product: (a: string, b: string) => string;
  readonly elementwise: (a: string, b: string) => string;
  readonly transposed: (a: string) => string;
  readonly row: (a: string, index: string) => string;
}

export interface GraphWording {
  /** 'Give `Input` a shape of (20, 8)' */
  readonly declare: (axes: string) => string;
  readonly addAxis: string;
  readonly moveAxis: string;
}

/** Other: GRU and simple cells. */
export type RecurrentForm = 'lstm' | 'lstm-cell' | 'other' | 'other-cell';

export interface Results {
  /** How they are taken apart: 'out, (h_n, c_n) = ...'. */
  readonly code: string;
  /** 'its output and its last states' */
  readonly words: string;
  /** Which of them is the output. */
  readonly output: number;
}

/** How a layer that reads (steps, batch, features) is made to read (batch, steps, features). */
export interface BatchFirst {
  /** A flag of the layer, and its value where axis 0 is time. */
  readonly flag: string;
  readonly timeFirst: boolean;
  /** 'add `batch_first=True` to' */
  readonly change: string;
}

/** 'its output and its last states', at `[0]`. */
export const outputAnd = (code: string, rest: string): Results => ({
  code,
  words: `its output and ${rest}`,
  output: 0,
});

export const OPERATORS: Algebra = {
  product: (a, b) => `${a} @ ${b}`,
  elementwise: (a, b) => `${a} * ${b}`,
  transposed: a => `${a}.T`,
  row: (a, index) => `${a}[${index}]`,
};

/** Rows begin with this: what is true where nothing else is known. */
export const PLAIN: Wording = {
  language: 'python',
  units: 'units',
  sizes: {},
  addAxis: 'a reshape',
  removeAxis: 'Merge or drop axes with a reshape',
  moveAxis: 'a transpose',
  keepAxis: undefined,
  algebra: OPERATORS,
  statePair: '(h, c)',
  hidden: 'h',
  returnsOnRequest: false,
  results: {},
};
