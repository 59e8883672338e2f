/** Einstein's sum: which axes of which operand are multiplied, summed over and kept. */
import { agree } from './agree.ts';
import { broadcastAxes } from './broadcast.ts';
import type { Dim } from './dim.ts';
import { type Einsum, type EinsumTerm, parseEinsum } from './einsum-subscripts.ts';
import { type AxisOf, accept, andThen, collect, refuse, type ShapeResult } from './result.ts';
import type { Shape } from './shape.ts';

export interface EinsumOptions {
  /** NumPy and PyTorch let a size of 1 stretch to the label's size in another operand (the default); TensorFlow refuses. */
  readonly stretchOnes?: boolean;
  /** PyTorch sums over the axes under an ellipsis that the output leaves out; NumPy refuses (the default). */
  readonly sumEllipsis?: boolean;
}

/**
 * `numpy.einsum`, `torch.einsum`, `tf.einsum`, in the notation with letters, `...` and an optional `->`.
 * https://numpy.org/doc/stable/reference/generated/numpy.einsum.html,
 * https://docs.pytorch.org/docs/stable/generated/torch.einsum.html
 *
 * Mismatch 'einsum': wrong text, another number of operands, an operand of another rank, sizes of one label that
 * differ, axes under an ellipsis that the output leaves out. Mismatch 'dims': axes under ellipses that do not broadcast.
 */
export function einsum(
  subscripts: string,
  shapes: readonly Shape[],
  options: EinsumOptions = {},
): ShapeResult {
  return andThen(parseEinsum(subscripts), parsed => {
    const { inputs } = parsed;
    if (inputs.length !== shapes.length) {
      return refuse({
        kind: 'einsum',
        subscripts,
        reason: 'operands',
        expected: inputs.length,
        actual: shapes.length,
      });
    }
    const bound = collect(inputs.map((term, i) => bind(subscripts, term, shapes[i] ?? [], i)));
    return andThen(bound, operands => outputShape(subscripts, parsed, operands, options));
  });
}

/** One axis of an operand and the label over it; undefined under an ellipsis. */
interface Labelled extends AxisOf {
  readonly label: string | undefined;
}

function bind(
  subscripts: string,
  term: EinsumTerm,
  shape: Shape,
  operand: number,
): ShapeResult<readonly Labelled[]> {
  const covered = shape.length - term.labels.length;
  if (covered < 0 || (covered > 0 && term.ellipsis === undefined)) {
    return refuse({
      kind: 'einsum',
      subscripts,
      reason: 'rank',
      operand,
      term: term.text,
      actual: shape.length,
    });
  }
  const at = term.ellipsis ?? shape.length;
  const labels: readonly (string | undefined)[] = [
    ...term.labels.slice(0, at),
    ...Array.from({ length: covered }, () => undefined),
    ...term.labels.slice(at),
  ];
  return accept(shape.map((dim, axis) => ({ operand, axis, dim, label: labels[axis] })));
}

function outputShape(
  subscripts: string,
  { inputs, output }: Einsum,
  operands: readonly (readonly Labelled[])[],
  { stretchOnes = true, sumEllipsis = false }: EinsumOptions,
): ShapeResult {
  const labels = [...new Set(inputs.flatMap(t => t.labels))];
  const axes = operands.flat();
  const sizes = collect(
    labels.map(label =>
      sizeOf(
        subscripts,
        label,
        axes.filter(a => a.label === label),
        stretchOnes,
      ),
    ),
  );
  return andThen(sizes, known =>
    andThen(ellipsisShape(operands), rest => {
      const dims = output.labels.flatMap(label => known[labels.indexOf(label)] ?? []);
      const at = output.ellipsis;
      if (at !== undefined) return accept([...dims.slice(0, at), ...rest, ...dims.slice(at)]);
      return rest.length === 0 || sumEllipsis
        ? accept(dims)
        : refuse({ kind: 'einsum', subscripts, reason: 'output', label: '...' });
    }),
  );
}

/** Within one operand the sizes of a label have to be equal (a diagonal); between operands 1 may stretch. */
function sizeOf(
  subscripts: string,
  label: string,
  axes: readonly Labelled[],
  stretchOnes: boolean,
): ShapeResult<Dim> {
  const operands = [...new Set(axes.map(a => a.operand))];
  const diagonals = operands.flatMap(operand => {
    const [first, ...others] = axes.filter(a => a.operand === operand);
    return first ? [{ first, result: agree([first, ...others]) }] : [];
  });
  const failed = diagonals.find(d => !d.result.ok);
  if (failed) return labelMismatch(subscripts, label, failed.result);
  const merged = diagonals.flatMap(({ first, result }) =>
    result.ok ? [{ ...first, dim: result.value }] : [],
  );
  const [first, ...others] = merged;
  if (!first) return refuse({ kind: 'einsum', subscripts, reason: 'output', label });
  return labelMismatch(subscripts, label, stretchOnes ? broadcastAxes(merged) : agree([first, ...others]));
}

const axisOf = ({ operand, axis, dim }: AxisOf): AxisOf => ({ operand, axis, dim });

/** A mismatch of sizes told as one of this label. */
function labelMismatch(subscripts: string, label: string, result: ShapeResult<Dim>): ShapeResult<Dim> {
  if (result.ok || result.mismatch.kind !== 'dims') return result;
  const { left, right } = result.mismatch;
  return refuse({
    kind: 'einsum',
    subscripts,
    reason: 'dims',
    label,
    left: axisOf(left),
    right: axisOf(right),
  });
}

/** The axes under ellipses, aligned at their ends and broadcast. */
function ellipsisShape(operands: readonly (readonly Labelled[])[]): ShapeResult {
  const covered = operands.map(axes => axes.filter(a => a.label === undefined));
  const rank = Math.max(0, ...covered.map(axes => axes.length));
  return collect(
    Array.from({ length: rank }, (_, i) =>
      broadcastAxes(covered.flatMap(axes => axes[axes.length - rank + i] ?? []).map(axisOf)),
    ),
  );
}
