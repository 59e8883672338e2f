/** Related information: the places where the shapes of a conflict were set, and the calls that led to it. */
import { type Dim, type Origin, printDim, printShape } from '../../shapes/index.ts';
import {
  type Finding,
  type NativeValue,
  type Operand,
  shapeOf,
  type TensorValue,
} from '../../values/index.ts';

export interface Related {
  readonly message: string;
  readonly file: string;
  readonly start: number;
  readonly end: number;
}

const MOST_NOTES = 8;

export function noteAt(origin: Origin, message: string): Related {
  return { message, file: origin.file, start: origin.start, end: origin.end };
}

/** Where a size was set. An origin may be that of a factor only (128 of 256), so it is said to contribute. */
export function sizeNotes(dim: Dim): readonly Related[] {
  const size = printDim(dim);
  return dim.origins.map(o =>
    noteAt(o, o.what ? `${size} comes from here: ${o.what}` : `${size} comes from here`),
  );
}

/** Where a tensor was made, and what set the sizes of the axes that matter. */
export function operandNotes(operand: Operand, axes: readonly number[] = []): readonly Related[] {
  const sizes = axes.flatMap(axis => {
    const dim = operand.shape?.[axis];
    return dim ? sizeNotes(dim) : [];
  });
  return [...(operand.tensor ? [tensorNote(operand.tensor)] : []), ...sizes];
}

export function tensorNote(tensor: TensorValue): Related {
  return noteAt(tensor.source.site, tensorWords(tensor));
}

function tensorWords(tensor: TensorValue): string {
  const { operation, role } = tensor.source;
  const shape = shapeOf(tensor);
  const suffix = shape ? `: ${printShape(shape)}` : '';
  switch (role) {
    case 'last-step':
      return `${operation} returns only its last step${suffix}`;
    case 'sequence':
      return `${operation} returns every step${suffix}`;
    case 'h':
    case 'c':
      return `state ${role} of ${operation}${suffix}`;
    case 'weight':
      return `weight of ${operation}${suffix}`;
    case 'parameter':
      return `${operation}${suffix}`;
    default:
      return shape
        ? `${operation} gives ${printShape(shape)}`
        : `${operation} gives a tensor of unknown shape`;
  }
}

export function layerNote(layer: NativeValue): Related {
  return noteAt(layer.site, `${layer.class.name} is made here`);
}

/** The user's own calls on the way to the statement, innermost first. */
export function callerNotes(finding: Finding): readonly Related[] {
  return [...finding.callers].reverse().map(site => noteAt(site, 'called from here'));
}

/** Each place once (the first note there is the most telling), without the problem's own, the first few. */
export function distinctNotes(notes: readonly Related[], own: Omit<Related, 'message'>): readonly Related[] {
  const seen = new Set([placeKey(own)]);
  const kept: Related[] = [];
  for (const note of notes) {
    if (kept.length === MOST_NOTES || note.start === note.end || seen.has(placeKey(note))) continue;
    seen.add(placeKey(note));
    kept.push(note);
  }
  return kept;
}

const placeKey = ({ file, start, end }: Omit<Related, 'message'>) => `${file}\0${start}\0${end}`;
