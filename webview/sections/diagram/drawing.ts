/** What a hand-drawn diagram of a cell consists of. Places are pixels of a drawing 580 wide. */
import type { OperatorName } from '../../../src/cells/index.ts';

/** Which operations of the program a node stands for. */
export interface Pick {
  /** The line that they belong to. */
  readonly target: string;
  /** Absent: all of the line that no other node stands for. */
  readonly operator?: OperatorName | 'apply';
  /** A symbol that the operation reads. */
  readonly reads?: string;
}

export interface Node extends Pick {
  readonly id: string;
  /** A gate is a box (products, sum and activation), an operation between elements a circle, a product alone a narrow box. */
  readonly kind: 'gate' | 'point' | 'product';
  readonly x: number;
  readonly y: number;
  /** What stands in it; absent: the activation of a gate. */
  readonly text?: string;
  /** Where its result is written, from its middle; absent: nowhere. */
  readonly note?: readonly [x: number, y: number];
}

export interface Wire {
  readonly id: string;
  /** A node, or the symbol of what comes in. */
  readonly from: string;
  readonly d: string;
  /** Ends in an arrow. */
  readonly arrow?: boolean;
  /** The piece of it that passes over another wire. */
  readonly over?: string | undefined;
}

/** Where something comes in or goes out. */
export interface End {
  readonly symbol: string;
  readonly x: number;
  readonly y: number;
  readonly anchor: 'start' | 'middle' | 'end';
}

export interface Drawing {
  /** Where it begins and ends. */
  readonly top: number;
  readonly height: number;
  readonly nodes: readonly Node[];
  readonly wires: readonly Wire[];
  readonly ends: readonly End[];
}
