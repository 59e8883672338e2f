/** Reads constructor arguments of layers: sizes with their origins, and the checks that Keras makes of them. */
import { constantOf, type Dim, less, size, withOrigin } from '../../../shapes/index.ts';
import { refuseArgument, type Scene, suspectArgument } from '../../array/scene.ts';
import {
  type Argument,
  asBool,
  asDim,
  asInt,
  asString,
  type Bound,
  isFloat,
  isUnpassed,
  itemsOf,
  type Suspicion,
  type Value,
} from '../../parts.ts';
import { isNoScalar } from './common-kinds.ts';
import type { Flavour, FlavourName } from './flavour.ts';
import { unknownOptions } from './unknown-options.ts';

/**
 * What a constructor checks of a size: nothing; that it is a number above 0, or not below; also that it is an integer, at once or when the
 * weights are made. `late`: nothing, and the weights are then of a size that is an integer, and not negative. `cut`: that it is a number, which is cut
 * to an integer, and must not be negative when the weights are made.
 */
export type SizeCheck = 'none' | 'positive' | 'not-negative' | 'integer' | 'late-integer' | 'late' | 'cut';

const NORMALISES: ReadonlySet<FlavourName> = new Set(['keras2', 'tf_keras', 'tf1']);
const NORMALISED: ReadonlySet<string> = new Set(['kernel_size', 'strides', 'pool_size', 'dilation_rate']);

/** The arguments of one constructor call under their Python names, with a memory of what was refused. */
export class Options {
  readonly scene: Scene;
  readonly bound: Bound;
  readonly flavour: Flavour;
  /** Sizes that are none, floats above all: most versions find out when they build the weights. */
  readonly floats: string[] = [];
  /** Other arguments that are found out when the layer is called. */
  readonly late: { readonly parameter: string; readonly allowed: string }[] = [];
  /** Arguments that were refused as missing. */
  readonly missing: string[] = [];
  #isRefused = false;

  constructor(scene: Scene, bound: Bound, flavour: Flavour) {
    this.scene = scene;
    this.bound = bound;
    this.flavour = flavour;
  }

  get isRefused(): boolean {
    return this.#isRefused;
  }

  value(parameter: string): Value {
    const value = this.bound.value(this.#key(parameter));
    return value.kind === 'none' && this.#isFurther(parameter)
      ? (this.further(parameter)?.value ?? value)
      : value;
  }

  given(parameter: string): Argument | undefined {
    return this.bound.given(this.#key(parameter)) ?? this.further(parameter);
  }

  /** An argument that the signature takes as one of its `**kwargs`. */
  further(parameter: string): Argument | undefined {
    return this.bound.keywords.find(argument => argument.name === parameter);
  }

  isGiven(parameter: string): boolean {
    const argument = this.given(parameter);
    return argument !== undefined && argument.value.kind !== 'none';
  }

  refuse(
    parameter: string,
    allowed: string,
    aspect: 'value' | 'type' | 'missing' = 'value',
    says?: string,
  ): void {
    this.#isRefused = true;
    const name = this.#key(parameter);
    if (aspect === 'missing') this.missing.push(name);
    const { call, names } = this.bound;
    const ignored = this.flavour.options && aspect === 'missing' ? unknownOptions(call, names) : [];
    const given = this.#written(parameter);
    refuseArgument(this.scene, {
      parameter: name,
      aspect,
      allowed,
      given,
      at: this.at(parameter),
      says,
      ignored,
    });
  }

  /** Of Keras 2, which compares a share with numbers in the constructor. */
  refuseNoShare(parameter: string): void {
    const isOther = ['string', 'list', 'dict', 'none'].includes(this.value(parameter).kind);
    if (this.flavour.name === 'keras2' && this.given(parameter) && isOther)
      this.refuse(parameter, 'a number', 'type');
  }

  /** Accepted, and almost surely not meant. */
  suspect(parameter: string, allowed: string, about?: Suspicion): void {
    const at = this.at(parameter);
    suspectArgument(this.scene, { parameter: this.#key(parameter), aspect: 'value', allowed, at, about });
  }

  at(parameter: string) {
    return this.given(parameter)?.at ?? this.scene.site;
  }

  /** A size, named for messages; a symbol of that name where it is not known. `check` says how much the constructor looks at it. */
  size(parameter: string, check: SizeCheck = this.flavour.sizes): Dim {
    const value = this.value(parameter);
    const dim = sizeIn(value);
    const mayBeGiven = this.bound.call.open && !this.given(parameter);
    const isNegative = dim !== undefined && less(dim, size(0)) === true;
    // Alone of all, tf_keras does not take True for 1 where weights are made.
    const isTrue = this.flavour.name === 'tf_keras' && value.kind === 'bool' && value.value === true;
    if (isTrue && check !== 'none') this.floats.push(parameter);
    const isLate = isNegative ? check === 'late' || check === 'cut' : check === 'late' && isNoNumber(value);
    if (isLate && !mayBeGiven && isNegative)
      this.late.push({ parameter, allowed: 'an integer of at least 0' });
    else if (isLate && !mayBeGiven) this.floats.push(parameter);
    else if (check !== 'none' && this.#isNoSize(value, check) && !mayBeGiven)
      this.refuse(parameter, 'a positive integer', this.given(parameter) ? 'type' : 'missing');
    else if (value.kind === 'number' && value.float !== undefined) this.#float(parameter, check);
    else if (dim && isUnpassed(dim)) return this.scene.host.freshSymbol(parameter, this.at(parameter));
    else if (
      dim &&
      check !== 'none' &&
      check !== 'late' &&
      check !== 'cut' &&
      less(dim, size(check === 'not-negative' ? 0 : 1)) === true
    )
      this.refuse(parameter, 'a positive integer');
    return dim ? this.named(parameter, dim) : this.scene.host.freshSymbol(parameter, this.at(parameter));
  }

  named(parameter: string, dim: Dim): Dim {
    const argument = this.given(parameter);
    return argument
      ? withOrigin(dim, { ...argument.at, what: `${this.#key(parameter)} of ${this.scene.operation}` })
      : dim;
  }

  int(parameter: string): number | undefined {
    return asInt(this.value(parameter));
  }

  /** Python's truth of a flag; undefined where it is not known. */
  flag(parameter: string): boolean | undefined {
    const value = this.value(parameter);
    if (value.kind === 'none') return false;
    if (value.kind === 'string') return value.value === undefined ? undefined : value.value !== '';
    const items = this.flavour.options ? undefined : itemsOf(value);
    if (items) return items.length > 0;
    if (value.kind === 'number' && value.float !== undefined) return value.float !== 0;
    const int = asInt(value);
    return asBool(value) ?? (int === undefined ? undefined : int !== 0);
  }

  text(parameter: string): string | undefined {
    return asString(this.value(parameter));
  }

  /** One size for each of `rank` axes, from one number or a tuple of them; fresh symbols where they are not known. */
  sizes(parameter: string, rank: number, fallback?: readonly Dim[]): readonly Dim[] {
    const value = this.value(parameter);
    if (value.kind === 'none' && fallback && !this.#isNoTuple(parameter, value)) return fallback;
    const one = sizeIn(value);
    if (this.#isNoTuple(parameter, value))
      this.refuse(parameter, `an integer or a tuple of ${rank} integer${rank === 1 ? '' : 's'}`);
    else if (one) return Array.from({ length: rank }, () => this.named(parameter, one));
    const items = itemsOf(value)?.map(sizeIn);
    if (items?.length === 1 && items[0] && rank === 1) return [this.named(parameter, items[0])];
    const known = items?.length === rank ? items : undefined;
    if (items && !known && !this.flavour.options && items.every(item => item))
      this.refuse(parameter, `a tuple of ${rank} integer${rank === 1 ? '' : 's'}`);
    return Array.from(
      { length: rank },
      (_, i) => known?.[i] ?? this.scene.host.freshSymbol(parameter, this.at(parameter)),
    );
  }

  /** A small list of known integers, such as the axes of a permutation. */
  ints(parameter: string): readonly number[] | undefined {
    const value = this.value(parameter);
    const items = itemsOf(value)?.map(asInt) ?? [asInt(value)];
    return items.every(item => item !== undefined) ? items : undefined;
  }

  /** `normalize_tuple` of utils/conv_utils.py, before Keras 3; that of TensorFlow's Keras looks at the number too. */
  #isNoTuple(parameter: string, value: Value): boolean {
    const { name } = this.flavour;
    if (!NORMALISED.has(parameter) || !NORMALISES.has(name)) return false;
    const dim = sizeIn(value);
    const mayBeNone = parameter === 'strides' && this.scene.operation.includes('Pooling');
    const isNothing =
      value.kind === 'none' && !value.assumed && !mayBeNone && this.given(parameter) !== undefined;
    const isTooSmall = name === 'tf_keras' && dim !== undefined && less(dim, size(1)) === true;
    return isFloat(value) || isNothing || isTooSmall;
  }

  /** Keras 3 compares a size with 0, or asks whether it is an integer: a symbolic tensor is neither, nor is an array. */
  #isNoSize(value: Value, check: SizeCheck): boolean {
    return isNoNumber(value) || (this.flavour.name === 'keras3' && check !== 'late' && isNoScalar(value));
  }

  #float(parameter: string, check: SizeCheck): void {
    if (check === 'integer' || (check === 'positive' && this.flavour.name === 'tfjs'))
      this.refuse(parameter, 'a positive integer', 'type');
    else if (check === 'late-integer' || check === 'late') this.floats.push(parameter);
  }

  #key(parameter: string): string {
    return this.flavour.options ? camelCase(parameter) : parameter;
  }

  /** What is given, where the code at its place does not say it: an option of an object that is made elsewhere. Empty: nothing to quote. */
  #written(parameter: string): string | undefined {
    const [object] = this.bound.call.args;
    const argument = this.given(parameter);
    if (!this.flavour.options || !argument || argument.at.start !== object?.at.start) return undefined;
    const text = asString(argument.value);
    return text === undefined ? (asInt(argument.value)?.toString() ?? '') : `'${text}'`;
  }

  #isFurther(parameter: string): boolean {
    return !this.bound.names.includes(this.#key(parameter));
  }
}

/** True is 1. */
export const flagSize = (value: Value): Dim | undefined =>
  value.kind === 'bool' && value.value !== undefined ? size(Number(value.value)) : undefined;

/** A size, where True is 1. */
export const sizeIn = (value: Value): Dim | undefined => asDim(value) ?? flagSize(value);

/** Provably no number: such a value cannot be compared with 0. */
function isNoNumber(value: Value): boolean {
  if (value.kind === 'none') return value.assumed !== true;
  if (value.kind === 'object') return value.base.value !== undefined;
  if (value.kind === 'native') return value.layer !== undefined || value.model !== undefined;
  return value.kind === 'string' || value.kind === 'list' || value.kind === 'dict';
}

export function camelCase(name: string): string {
  return name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

export function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, letter => `_${letter.toLowerCase()}`);
}

export const isZero = (dim: Dim): boolean => constantOf(dim) === 0;
