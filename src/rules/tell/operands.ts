/** How messages speak of tensors: their code or role, their shape, and what made them so. */
import { profileOf } from '../../profiles/index.ts';
import {
  compare,
  constantOf,
  type Dim,
  type Origin,
  printDim,
  printShape,
  type Shape,
} from '../../shapes/index.ts';
import {
  type Conflict,
  type FrameworkName,
  type NativeValue,
  type Operand,
  type OperandConflict,
  shapeOf,
  type TensorValue,
} from '../../values/index.ts';
import { codeAt, type Facts, placeWords } from './facts.ts';
import { code } from './words.ts';

/** As the framework itself prints a shape: `(4, 8)`, in TensorFlow.js `[4, 8]`. */
export function shapeText(shape: Shape | undefined, framework: FrameworkName): string {
  if (!shape) return 'an unknown shape';
  return profileOf(framework).wording.language === 'javascript'
    ? `[${shape.map(printDim).join(', ')}]`
    : printShape(shape);
}

/** '`W_f` (10, 8)': the code where it can be quoted, else the role. A method's own name is no part of what it works on. */
export function operandWords(
  operand: Operand,
  conflict: Pick<Conflict, 'operation' | 'framework'>,
  facts: Facts,
): string {
  const own = operandCode(operand, conflict, facts);
  return `${own ? code(own) : operand.role} ${shapeText(operand.shape, conflict.framework)}`;
}

/** An operand as written; undefined where that is too long to quote. */
export function operandCode(
  operand: Operand,
  conflict: Pick<Conflict, 'operation'>,
  facts: Facts,
): string | undefined {
  const method = `.${conflict.operation.slice(conflict.operation.lastIndexOf('.') + 1)}`;
  const written = codeAt(facts, operand.at);
  return written?.endsWith(method) ? written.slice(0, -method.length) : written;
}

/** 'the LSTM on line 12' */
export function layerWords(layer: NativeValue, from: string, facts: Facts): string {
  return `the ${layer.class.name} ${placeWords(facts, layer.site, from)}`.trimEnd();
}

const LONGEST_CHAIN = 12;

/** The tensors that this one was made from step by step, itself first, as long as each had one main operand. */
export function chainOf(tensor: TensorValue | undefined): readonly TensorValue[] {
  const chain: TensorValue[] = [];
  for (let at = tensor; at && chain.length < LONGEST_CHAIN; at = at.source.parents[0]) chain.push(at);
  return chain;
}

/**
 * The tensor that a recurrent layer gave and that this one still is, after operations that keep the number of axes (Dropout, Dense,
 * activations); undefined where there is none.
 */
export function recurrentOrigin(tensor: TensorValue | undefined): TensorValue | undefined {
  const rank = tensor && shapeOf(tensor)?.length;
  for (const each of chainOf(tensor)) {
    if (shapeOf(each)?.length !== rank) return undefined;
    if (each.source.layer?.layer?.recurrent) return each;
    if (each.source.role !== 'value') return undefined;
  }
  return undefined;
}

/** What a size is made of, as a phrase: '2 directions × 128 of the LSTM on line 9'; undefined where nothing simple explains it. */
export function sizeReason(
  size: Dim,
  tensor: TensorValue | undefined,
  from: string,
  facts: Facts,
): string | undefined {
  for (const each of chainOf(tensor)) {
    const reason = flattenReason(size, each, from, facts) ?? layerReason(size, each, from, facts);
    if (reason) return reason;
    if (each.source.layer?.layer?.units) return undefined;
  }
  return undefined;
}

function layerReason(size: Dim, tensor: TensorValue, from: string, facts: Facts): string | undefined {
  const { layer } = tensor.source;
  const units = layer?.layer?.cell?.projection ?? layer?.layer?.units;
  if (!layer || !units) return undefined;
  if (compare(size, units) === 'equal') return `the ${unitsName(layer)} of ${layerWords(layer, from, facts)}`;
  const [all, one] = [constantOf(size), constantOf(units)];
  const isDouble = all !== undefined && one !== undefined && all === 2 * one;
  if (!isDouble || !isBidirectional(layer)) return undefined;
  return `2 directions × ${one} of ${layerWords(layer, from, facts)}`;
}

function unitsName({ class: { framework, name, qualified } }: NativeValue): string {
  const { units, sizes } = profileOf(framework).wording;
  return sizes[qualified] ?? sizes[name] ?? units;
}

export function isBidirectional(layer: NativeValue): boolean {
  return layer.class.name === 'Bidirectional' || layer.layer?.cell?.bidirectional === true;
}

/** '8 × 10, flattened on line 4': the size is the product of the last axes of what was flattened. */
function flattenReason(size: Dim, tensor: TensorValue, from: string, facts: Facts): string | undefined {
  const all = constantOf(size);
  const [parent] = tensor.source.parents;
  const before = parent && shapeOf(parent)?.map(constantOf);
  const after = shapeOf(tensor);
  if (all === undefined || !before || !after || after.length >= before.length) return undefined;
  for (let first = before.length - 2; first >= 0; first--) {
    const merged = before.slice(first);
    if (productOf(merged) !== all || merged.includes(1)) continue;
    return `${merged.join(' × ')}, flattened ${placeWords(facts, tensor.source.site, from)}`.trimEnd();
  }
  return undefined;
}

/** NaN where a size is not known. */
function productOf(sizes: readonly (number | undefined)[]): number {
  let product = 1;
  for (const size of sizes) product *= size ?? Number.NaN;
  return product;
}

/** An operand of a mismatch by its number, with its shape. Those that were given in one list have no code of their own to quote. */
export function nameOperand(conflict: OperandConflict, index: number, facts: Facts): string {
  const { operands, framework } = conflict;
  const operand = operands[index];
  if (!operand) return `operand ${index + 1}`;
  // What stands nowhere in the program has a role of its own.
  const isUnwritten = operand.at.end === operand.at.start;
  const isSame = (other: Operand) =>
    samePlace(other.at, operand.at) && !(isUnwritten && other.role !== operand.role);
  const isAlone = operands.every((other, i) => i === index || !isSame(other));
  return isAlone
    ? operandWords(operand, conflict, facts)
    : `tensor ${index + 1} ${shapeText(operand.shape, framework)}`;
}

function samePlace(a: Origin, b: Origin): boolean {
  return a.start === b.start && a.end === b.end && a.file === b.file;
}
