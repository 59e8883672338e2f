/** Where a tensor operation takes place: what every conflict and every result of it must name. */
import {
  compare,
  type Dim,
  type Mismatch,
  type Origin,
  type Shape,
  type ShapeResult,
} from '../../shapes/index.ts';
import {
  type Argument,
  type Bound,
  type Call,
  type Dtype,
  type FrameworkName,
  type Host,
  type MisreadConflict,
  type NativeValue,
  type Operand,
  type Precision,
  type Suspicion,
  type TensorRole,
  type TensorValue,
  tensor,
  type Value,
  type WeightOf,
  type WrongKind,
} from '../parts.ts';
import { joined, type MaybePrecision, precisionAsked, precisionOfWeights } from './precision.ts';

export interface Scene {
  readonly host: Host;
  readonly framework: FrameworkName;
  /** 'LSTM', 'torch.cat': as the framework names it. */
  readonly operation: string;
  /** The whole call. */
  readonly site: Origin;
  readonly layer?: NativeValue;
  readonly receiver?: TensorValue;
  readonly dialect?: string;
  /** Its arguments, where it is a function. */
  readonly bound?: Bound;
}

/** The scene of a call of a framework's function, by the function's name. */
export const scenesOf =
  (framework: FrameworkName) =>
  ({ host, site }: Pick<Call, 'host' | 'site'>, operation: string): Scene => ({
    host,
    framework,
    operation,
    site,
  });

/** The value of a call that the framework refuses, or that a refusal elsewhere made pointless. */
export function refused({ host, operation, site }: Scene): Value {
  return host.because({ missing: `a result of \`${operation}\`, which is refused here`, at: site });
}

function base(scene: Scene, at: Origin) {
  const { framework, operation, layer, receiver, dialect } = scene;
  return { framework, operation, layer, ...(receiver && { receiver }), dialect, at };
}

export function refuseOperands(
  scene: Scene,
  operands: readonly Operand[],
  mismatch: Mismatch,
  at = scene.site,
  says?: string,
): Value {
  scene.host.refuse({ kind: 'operands', ...base(scene, at), operands, mismatch, says });
  return refused(scene);
}

export function refuseRank(
  scene: Scene,
  input: Operand,
  ranks: readonly number[],
  axes: readonly string[],
  says?: string,
  wanted?: Shape,
): Value {
  scene.host.refuse({ kind: 'input-rank', ...base(scene, input.at), input, ranks, axes, says, wanted });
  return refused(scene);
}

export interface WrongSize {
  readonly axis: number;
  readonly expected: Dim;
  readonly actual: Dim;
  readonly parameter: string | undefined;
  readonly isSpatial?: boolean;
  readonly says?: string;
}

export function refuseSize(scene: Scene, input: Operand, { says, ...wrong }: WrongSize): Value {
  const setBy = wrong.expected.origins[0] ?? scene.layer?.site ?? scene.site;
  scene.host.refuse({ kind: 'feature-size', ...base(scene, input.at), input, ...wrong, setBy, says });
  return refused(scene);
}

export interface WantedSize extends Omit<WrongSize, 'expected' | 'actual'> {
  /** undefined: any size is taken. */
  readonly expected: Dim | undefined;
}

/** The value of a refused call where the size along an axis (of the last ones, where negative) is provably another than the expected one. */
export function checkSize(
  scene: Scene,
  input: Operand,
  { axis, expected, ...words }: WantedSize,
): Value | undefined {
  const at = axis < 0 ? axis + (input.shape?.length ?? 0) : axis;
  const actual = input.shape?.[at];
  if (!actual || !expected || mayBe(scene, actual, expected)) return undefined;
  return refuseSize(scene, input, { axis: at, expected, actual, ...words });
}

/** Whether a size is the one that alone is taken, or may be: then it is from here on. */
export function mayBe({ host }: Scene, actual: Dim, expected: Dim): boolean {
  const comparison = compare(actual, expected);
  if (comparison === 'unknown') host.equate(actual, expected);
  return comparison !== 'different';
}

export interface WrongArgument {
  readonly parameter: string;
  readonly aspect: 'value' | 'type' | 'missing';
  /** A noun phrase: "a positive integer". */
  readonly allowed: string;
  readonly given?: string;
  readonly at: Origin;
  readonly says?: string;
  /** For 'missing': names in the call that are ignored, of which one may have been meant for it. */
  readonly ignored?: readonly string[];
}

export function refuseArgument(scene: Scene, wrong: WrongArgument): Value {
  const { at, given = scene.host.textOf(at), ignored = [], ...rest } = wrong;
  scene.host.refuse({ kind: 'argument', ...base(scene, at), ...rest, given, known: ignored });
  return refused(scene);
}

/** An argument is left out that nothing stands for: the framework does not know which of its functions is meant. */
export function refuseMissing(scene: Scene, parameter: string): Value {
  scene.host.refuse({
    kind: 'argument',
    aspect: 'missing',
    ...base(scene, scene.site),
    parameter,
    allowed: undefined,
    given: undefined,
    known: [],
  });
  return refused(scene);
}

/** An argument under a name that there is not; `known`: those that there are. */
export function refuseUnknown(scene: Scene, given: Argument, known: readonly string[]): void {
  const { host, framework, dialect, operation } = scene;
  host.refuse({
    kind: 'argument',
    aspect: 'unknown',
    parameter: given.name ?? '',
    framework,
    dialect,
    operation,
    at: given.at,
    allowed: undefined,
    given: undefined,
    known,
  });
}

/** An argument that only the call asks for. */
export interface LateArgument extends WrongKind {
  readonly aspect: 'value' | 'type';
}

/** What a constructor has kept as it was: told at the call, by what stands where it was given. */
export const refuseAtCall = (scene: Scene, { at, ...wrong }: LateArgument): Value =>
  refuseArgument(scene, { ...wrong, given: scene.host.textOf(at), at: scene.site });

export interface DoubtfulArgument extends WrongArgument {
  readonly about?: Suspicion;
}

/** Runs, and almost surely not as meant: stated beside the result. */
export function suspectArgument(scene: Scene, wrong: DoubtfulArgument): void {
  const { at, given = scene.host.textOf(at), ...rest } = wrong;
  scene.host.suspect({ kind: 'argument', ...base(scene, at), ...rest, given, known: [] });
}

export type Misread = Pick<MisreadConflict, 'about' | 'tensor'> &
  Partial<Pick<MisreadConflict, 'at' | 'axes' | 'axis' | 'gives' | 'other' | 'names' | 'meant' | 'says'>>;

/** Runs on something else than its code says: stated beside the result. `isSo` is asked at the end, where only the whole program shows it. */
export function suspectMisreading(
  scene: Scene,
  { at = scene.site, ...misread }: Misread,
  isSo?: () => boolean,
): void {
  const nothing = { axes: [], axis: undefined, gives: undefined, other: undefined, names: [], meant: [] };
  const conflict = { kind: 'misread', ...base(scene, at), ...nothing, ...misread } as const;
  if (isSo) scene.host.suspectAtEnd(conflict, isSo);
  else scene.host.suspect(conflict);
}

/** A tuple stands where one tensor is needed. */
export function refuseTuple(scene: Scene, items: readonly Value[], at: Origin, says?: string): Value {
  const first = items.flatMap(item => (item.kind === 'tensor' ? [item] : []))[0];
  const from = first?.source.site ?? at;
  scene.host.refuse({
    kind: 'tuple-as-tensor',
    ...base(scene, at),
    from,
    producer: first?.source.layer,
    count: items.length,
    says,
  });
  return refused(scene);
}

export interface ResultParts {
  readonly parents?: readonly (TensorValue | undefined)[];
  readonly dtype?: Dtype;
  /** Of floats; else that of what it was made of. 'unknown': not even that. */
  readonly precision?: Precision | 'unknown' | undefined;
  readonly role?: TensorRole;
  readonly content?: readonly number[];
  /** Where the result still is a layer's weight, or some gates of one. */
  readonly weight?: WeightOf;
}

/** A tensor that the operation gives. */
export function result(
  scene: Scene,
  shape: Shape | undefined,
  { parents = [], dtype, precision, role = 'value', content, weight }: ResultParts = {},
): TensorValue {
  const known = parents.flatMap(parent => (parent ? [parent] : []));
  return tensor(scene.host, {
    framework: scene.framework,
    shape,
    dtype,
    precision: dtype === 'float' ? precisionOfResult(scene, parents, precision) : undefined,
    content,
    weight,
    graph: known.some(parent => parent.graph),
    source: { operation: scene.operation, site: scene.site, layer: scene.layer, role, parents: known },
  });
}

function precisionOfResult(
  scene: Scene,
  parents: readonly (TensorValue | undefined)[],
  given: ResultParts['precision'],
): MaybePrecision {
  if (given) return given === 'unknown' ? undefined : given;
  const asked = precisionAsked(scene.bound);
  if (asked !== 'none') return asked;
  const own = scene.layer && precisionOfWeights(scene.host, scene.layer);
  // Normalisations take narrower floats than their weights are.
  return own && hasOthers(parents, own) ? undefined : (own ?? joined(scene, parents));
}

function hasOthers(parents: readonly (TensorValue | undefined)[], own: Precision): boolean {
  return parents.some(parent => parent?.precision !== undefined && parent.precision !== own);
}

/** The shape an operation gives; a mismatch is stated, and gives undefined. */
export function settle<T>(
  scene: Scene,
  operands: readonly Operand[],
  outcome: ShapeResult<T>,
  at?: Origin,
): { readonly value: T } | undefined {
  if (outcome.ok) return { value: outcome.value };
  refuseOperands(scene, operands, outcome.mismatch, at);
  return undefined;
}
