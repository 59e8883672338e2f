/** What differs between frameworks whose recurrent layers are built like PyTorch's (PyTorch, Paddle, MindSpore). */
import type { Dim, Shape } from '../../../shapes/index.ts';
import type { Argument, LayoutName, Value } from '../../parts.ts';
import type { Dialect } from '../dialect.ts';
import type { Use } from '../layer-class.ts';
import type { Settings } from './settings.ts';

export interface RecurrentStyle {
  readonly dialect: Dialect;
  readonly layout: LayoutName;
  /** Parameters of the method that a call runs. */
  readonly input: string;
  readonly state: string;
  /** A sequence without a batch axis is taken, and one step of it by a cell. */
  readonly unbatched: boolean;
  /** Where two states are wanted, a list of them will do as well as a tuple. */
  readonly pairInList: boolean;
  /** Where one state is wanted, a tuple or list of one will do. */
  readonly singleInList: boolean;
  /** Cells broadcast a state of batch 1, or without batch axis. */
  readonly cellStateBroadcasts: boolean;
  /** Cells give their output and then the states. */
  readonly cellGivesOutput: boolean;
  /** The framework's own words, for search. */
  readonly words: RecurrentWords;
  /** Inputs of another kind than tensors: PyTorch's PackedSequence. */
  readonly special?: (use: Use, settings: Settings, input: Argument) => Value | undefined;
}

export interface RecurrentWords {
  readonly inputRank?: (operation: string, rank: number) => string;
  readonly features?: (wanted: Dim, given: Dim) => string;
  /** Of a sequence without steps; absent: it is taken. */
  readonly noSteps?: string;
  readonly dtype?: string;
  readonly tupleAsInput?: string;
  readonly refusedAtCall?: (operation: string) => string;
  readonly oneState?: (given: string) => string;
  readonly stateCount?: (operation: string, given: number) => string;
  readonly tensorForPair?: (isOne: boolean) => string | undefined;
  readonly stateRank?: (operation: string, wanted: number) => string;
  readonly stateShape?: (operation: string, role: string, wanted: Shape, given: Shape) => string;
  /** Of a state whose graph an earlier `backward()` has gone through. */
  readonly spentGraph?: string;
  readonly cellRank?: (operation: string, rank: number) => string;
  readonly cellFeatures?: string;
  readonly cellDtype?: string;
  readonly cellTensorForPair?: string;
  readonly cellCount?: string;
  readonly cellStateShape?: (role: string, isSize: boolean) => string;
}
