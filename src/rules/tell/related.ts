/** Related information: the few places that tell most about how the shapes of a conflict came to be, and the call that led to it. */
import { type Dim, type Origin, printDim } from '../../shapes/index.ts';
import {
  type Finding,
  type NativeValue,
  type Operand,
  shapeOf,
  type TensorValue,
} from '../../values/index.ts';
import { codeAt, type Facts } from './facts.ts';
import { shapeText } from './operands.ts';
import { code } from './words.ts';

export interface Related {
  readonly message: string;
  readonly file: string;
  readonly start: number;
  readonly end: number;
}

/** What a note is about. The most telling come first: a size by its name, a tensor; then layers, calls, bare values. */
type Subject = 'size' | 'tensor' | 'layer' | 'caller' | 'value';

export interface Note extends Related {
  readonly about: Subject;
}

const ORDER: readonly (readonly Subject[])[] = [['size', 'tensor'], ['layer'], ['caller'], ['value']];

const MOST_NOTES = 4;

export function noteAt(origin: Origin, message: string, about: Subject = 'size'): Note {
  return { message, file: origin.file, start: origin.start, end: origin.end, about };
}

/** Where a size was set. What an origin says for itself names the argument; others are of a value that may be a factor only (128 of 256). */
export function sizeNotes(dim: Dim): readonly Note[] {
  return dim.origins.map(origin =>
    origin.what ? noteAt(origin, originWords(origin.what)) : noteAt(origin, printDim(dim), 'value'),
  );
}

/** Of 'hidden_size of LSTM': '`hidden_size` of LSTM'; of the flag that doubles the features: '2 directions of LSTM'. */
export function originWords(what: string): string {
  const [, name, rest] = /^([A-Za-z_]\w*)( of .+)$/.exec(what) ?? [];
  if (name === undefined || rest === undefined) return what;
  if (name === 'bidirectional') return `2 directions${rest}`;
  return /^(parameter|output)$/.test(name) ? what : `${code(name)}${rest}`;
}

/** Where a tensor was made, and what set the sizes of the axes that matter. */
export function operandNotes(operand: Operand, axes: readonly number[] = []): readonly Note[] {
  const sizes = axes.flatMap(axis => {
    const dim = operand.shape?.[axis];
    return dim ? sizeNotes(dim) : [];
  });
  return [...(operand.tensor ? [tensorNote(operand.tensor)] : []), ...sizes];
}

export function tensorNote(tensor: TensorValue): Note {
  return noteAt(madeAt(tensor.source), tensorWords(tensor), 'tensor');
}

/** The call that gave it; of a layer in the list of a model, or one that is added to it, the layer. */
function madeAt({ site, layer }: TensorValue['source']): Origin {
  const isWithin =
    layer?.site.file === site.file && site.start < layer.site.start && layer.site.end <= site.end;
  return isWithin ? layer.site : site;
}

function tensorWords(tensor: TensorValue): string {
  const { operation, role } = tensor.source;
  const shape = shapeOf(tensor);
  const text = shapeText(shape, tensor.framework);
  const suffix = shape ? `: ${text}` : '';
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
      return shape ? `${operation} gives ${text}` : `${operation} gives a tensor of unknown shape`;
  }
}

export function layerNote(layer: NativeValue): Note {
  return noteAt(layer.site, `${layer.class.name} is made here`, 'layer');
}

/** The user's own calls on the way to the statement, innermost first. */
export function callerNotes(finding: Finding): readonly Note[] {
  return [...finding.callers].reverse().map(site => noteAt(site, 'called from here', 'caller'));
}

/** The first few, the most telling first, each place once and without the problem's own. A call from another file always has a place among them. */
export function distinctNotes(
  notes: readonly Note[],
  own: Omit<Related, 'message'>,
  facts: Facts,
): readonly Related[] {
  const distinct = distinctPlaces(notes, own);
  const shown = distinct.slice(0, MOST_NOTES);
  const caller = distinct.find(({ about, file }) => about === 'caller' && file !== own.file);
  const chosen = caller && !shown.includes(caller) ? [...shown.slice(0, -1), caller] : shown;
  return chosen.map(note => told(note, facts));
}

function distinctPlaces(notes: readonly Note[], own: Omit<Related, 'message'>): readonly Note[] {
  const seen = new Set([placeKey(own)]);
  const kept: Note[] = [];
  for (const note of ORDER.flatMap(group => notes.filter(({ about }) => group.includes(about)))) {
    const isTold = seen.has(placeKey(note)) || (note.about === 'layer' && kept.some(k => isWithin(k, note)));
    if (note.start === note.end || isTold) continue;
    seen.add(placeKey(note));
    kept.push(note);
  }
  return kept;
}

/** Arguments are pointed at already: that their layer is made around them is plain. */
function isWithin(inner: Note, outer: Note): boolean {
  return inner.file === outer.file && outer.start <= inner.start && inner.end <= outer.end;
}

function told({ about, message, ...place }: Note, facts: Facts): Related {
  if (about !== 'value') return { ...place, message };
  const isWhole = codeAt(facts, { ...place, what: '' }) === message;
  return { ...place, message: isWhole ? `${message} is set here` : `this goes into ${message}` };
}

const placeKey = ({ file, start, end }: Omit<Related, 'message'>) => `${file}\0${start}\0${end}`;
