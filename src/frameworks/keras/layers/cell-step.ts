/**
 * One step of a cell of Keras on the shapes of whatever it is given, by the products, sums and parts of its `call`.
 * Source: keras/src/layers/rnn/{lstm,gru,simple_rnn}.py, and `matmul` of keras/src/backend/tensorflow/numpy.py; the same of tf_keras and of
 * tensorflow/python/keras/layers/recurrent.py in TensorFlow 1.
 */
import {
  broadcastAll,
  compare,
  constantOf,
  type Dim,
  type Mismatch,
  matmul,
  multiply,
  type Shape,
  type ShapeResult,
  size,
  sliceLength,
  splitEqually,
  unknownDim,
} from '../../../shapes/index.ts';
import { isNone, opened } from '../core/none.ts';
import type { Cell } from './cells.ts';

/** A tensor on its way through a step; no shape: not known. */
export interface Part {
  readonly role: string;
  readonly shape: Shape | undefined;
}

export interface Given {
  /** (batch, features) as a rule. */
  readonly input: Part;
  /** As many as the cell has. */
  readonly states: readonly Part[];
  /** Rows of the kernel, which the first input has decided. */
  readonly features: Dim | undefined;
  /** While a model is being described, a size that is left open fits every other. */
  readonly graph: boolean;
  /** Products take matrices and more; Keras 3 takes a row too. */
  readonly needsRows: boolean;
}

/** What cannot be: a factor of another size than its kernel has rows, or operands that do not fit. */
export type Failure =
  | { readonly kind: 'rows'; readonly factor: Part; readonly expected: Dim; readonly actual: Dim }
  | { readonly kind: 'operands'; readonly operands: readonly Part[]; readonly mismatch: Mismatch };

export interface Stepped {
  readonly output: Shape | undefined;
  /** The new states, in order. */
  readonly states: readonly (Shape | undefined)[];
  readonly failure: Failure | undefined;
}

export function stepOf(cell: Cell, given: Given): Stepped {
  const isUsual = [given.input, ...given.states].every(({ shape }) => shape?.length === 2);
  // Whether each gate has a product of its own matters for other ranks only.
  if (cell.perGate === undefined && !isUsual) return { output: undefined, states: [], failure: undefined };
  const run = new Run(cell, given);
  const states = STEPS[cell.traits.kind](run, cell);
  return { output: states[0]?.shape, states: states.map(({ shape }) => shape), failure: run.failure };
}

/** The new states; the first is the output. */
const STEPS: Readonly<Record<Cell['traits']['kind'], (run: Run, cell: Cell) => readonly Part[]>> = {
  lstm: (run, cell) => {
    const [i, f, g, o] = cell.perGate ? run.gates(4) : run.parts(run.gates(1, 4)[0], 4, 1);
    const kept = run.joined('the forget gate and the cell state', f, run.states[1]);
    const added = run.joined('the input gate and the candidate', i, g);
    const c = run.joined('the cell state', kept, added);
    return [run.joined('the hidden state', o, c), c];
  },
  gru: (run, cell) => {
    const [h] = run.states;
    const [z, r, n] = run.parts(run.product(run.input, run.features, 3), 3, -1);
    const isWhole = cell.resetAfter !== false;
    const inner = run.product(h, cell.units, isWhole ? 3 : 2);
    const [ofZ, ofR, ofN] = cell.perGate ? run.parts(inner, isWhole ? 3 : 2, -1) : run.columns(inner);
    const update = run.joined('the update gate', z, ofZ);
    const reset = run.joined('the reset gate', r, ofR);
    const candidate = isWhole
      ? run.joined('the reset gate and the state', reset, ofN)
      : run.product(run.joined('the reset gate and the state', reset, h), cell.units, 1);
    const next = run.joined('the candidate', n, candidate);
    const kept = run.joined('the update gate and the state', update, h);
    return [run.joined('the state', kept, run.joined('the update gate and the candidate', update, next))];
  },
  'simple-rnn': run => run.gates(1),
};

/** The operations of one step; after the first that cannot be, nothing is known. */
class Run {
  failure: Failure | undefined;
  readonly input: Part;
  readonly states: readonly Part[];
  readonly features: Dim | undefined;
  readonly #units: Dim;
  readonly #graph: boolean;
  readonly #needsRows: boolean;

  constructor({ units }: Cell, { input, states, features, graph, needsRows }: Given) {
    this.input = input;
    this.states = states;
    this.features = features;
    this.#units = units;
    this.#graph = graph;
    this.#needsRows = needsRows;
  }

  /** `count` sums of the input's product and the state's, each as wide as `width` gates. */
  gates(count: number, width = 1): readonly Part[] {
    const made = this.joined(
      'the gates',
      this.product(this.input, this.features, width),
      this.product(this.states[0], this.#units, width),
    );
    return Array.from({ length: count }, () => made);
  }

  /** With a kernel of `rows` rows, and columns for so many gates. */
  product(factor: Part | undefined, rows: Dim | undefined, gates: number): Part {
    const { role, shape } = factor ?? NOTHING;
    const made = { role: `the product of ${role} and a kernel`, shape: undefined };
    if (!shape || !rows || this.failure) return made;
    if (shape.length < 2 && this.#needsRows) {
      this.failure = { kind: 'operands', operands: [{ role, shape }], mismatch: TOO_FLAT };
      return made;
    }
    const kernel = [rows, multiply(size(gates), this.#units)];
    // A product of more than two axes is a `tensordot`, which compares nothing where a size is open.
    const isLoose = this.#graph && shape.length > 2 && shape.some(isNone);
    const last = shape.at(-1);
    const actual = last && !isLoose && compare(last, rows) === 'different' ? last : undefined;
    if (factor && actual) this.failure = { kind: 'rows', factor, expected: rows, actual };
    const whole = isLoose ? [...shape.slice(0, -1), rows] : shape;
    return { ...made, shape: this.#settled([{ role, shape: whole }], ([a = []]) => matmul(a, kernel)) };
  }

  /** What all operands are broadcast to. */
  joined(role: string, ...operands: readonly (Part | undefined)[]): Part {
    return {
      role,
      shape: this.#settled(
        operands.map(operand => operand ?? NOTHING),
        broadcastAll,
      ),
    };
  }

  /** `split(x, count, axis)` */
  parts(whole: Part | undefined, count: number, axis: number): readonly Part[] {
    const { role, shape } = whole ?? NOTHING;
    const part = this.#settled([{ role, shape }], ([a = []]) => {
      const split = splitEqually(a, count, axis);
      return split.ok ? { ok: true, value: split.value[0] ?? [] } : split;
    });
    return Array.from({ length: count }, () => ({ role: `a part of ${role}`, shape: part }));
  }

  /** `x[:, :units]`, `x[:, units : 2 * units]`, `x[:, 2 * units :]`: of more than two axes, a part of the second. */
  columns({ role, shape }: Part): readonly Part[] {
    const steps = [0, 1, 2, 3].map(n => multiply(size(n), this.#units));
    return [0, 1, 2].map(i => ({
      role: `a part of ${role}`,
      shape: this.#settled([{ role, shape }], ([a = []]) => {
        const [, length] = a;
        if (!length) return { ok: false, mismatch: TOO_FLAT };
        const stop = i < 2 ? steps[i + 1] : undefined;
        const part = sliceLength(length, { start: steps[i], stop });
        // Whether nothing is left of an axis is not asked of what it is joined with.
        return { ok: true, value: a.with(1, this.#graph && constantOf(part) === 0 ? unknownDim() : part) };
      }),
    }));
  }

  #settled(operands: readonly Part[], compute: (shapes: readonly Shape[]) => ShapeResult): Shape | undefined {
    const shapes = operands.flatMap(({ shape }) => (shape ? [shape] : []));
    if (this.failure || shapes.length < operands.length) return undefined;
    const exact = compute(shapes);
    const settled = exact.ok || !this.#graph ? exact : compute(shapes.map(opened));
    if (settled.ok) return settled.value;
    const { mismatch } = exact.ok ? settled : exact;
    this.failure = { kind: 'operands', operands, mismatch };
    return undefined;
  }
}

const NOTHING: Part = { role: 'a state', shape: undefined };

const TOO_FLAT: Mismatch = { kind: 'rank', operand: 0, expected: { least: 2, most: Infinity }, actual: 1 };
