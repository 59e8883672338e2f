/** Reads constructor arguments of layers: sizes with their origins, and the checks that a framework makes of them. */
import { type Dim, less, select, size, withOrigin } from '../../shapes/index.ts';
import { type LateArgument, refuseArgument, type Scene } from '../array/scene.ts';
import { floatWords, isNoSize, type Kind } from '../kinds.ts';
import {
  asBool,
  asDim,
  asFlag,
  asInt,
  asString,
  type Bound,
  contentIn,
  isUnpassed,
  itemsOf,
  shapeOf,
  signature,
  type Value,
  wrongKindOf,
} from '../parts.ts';

/** True is 1. */
const flagSize = (value: Value): Dim | undefined =>
  value.kind === 'bool' && value.value !== undefined ? size(Number(value.value)) : undefined;

/** The whole number that an array without axes holds: `np.prod(shape)`. */
function scalarSize(value: Value): Dim | undefined {
  if (value.kind !== 'tensor' || value.dtype !== 'int' || shapeOf(value)?.length !== 0) return undefined;
  const [number] = contentIn(value) ?? [];
  return number === undefined ? undefined : size(number);
}

/** A size, and what is wrong with it. */
export interface UnusedSize {
  readonly dim: Dim;
  readonly wrong: LateArgument | undefined;
}

/** The arguments of one constructor call, with a memory of what was refused. */
export class Options {
  readonly scene: Scene;
  readonly bound: Bound;
  #isRefused = false;

  constructor(scene: Scene, bound: Bound) {
    this.scene = scene;
    this.bound = bound;
  }

  get isRefused(): boolean {
    return this.#isRefused;
  }

  refuse(parameter: string, allowed: string, aspect: 'value' | 'type' = 'value', says?: string): void {
    this.#isRefused = true;
    const at = this.bound.at(parameter);
    const value = this.bound.value(parameter);
    const float = aspect === 'type' ? floatWords(this.scene.host, value, at) : undefined;
    // Most come of a division.
    const wanted = float && allowed === 'an integer' ? 'an integer, as `//` gives it' : allowed;
    const given = float && { given: float };
    refuseArgument(this.scene, { parameter, aspect, allowed: wanted, ...given, at, says });
  }

  /** A size of at least `least`, named for messages; a symbol of that name where it is not known. */
  size(parameter: string, least = 1): Dim {
    const { dim, wrong } = this.unusedSize(parameter, least);
    if (wrong) this.refuse(parameter, wrong.allowed, wrong.aspect);
    return dim;
  }

  /** As `size`, of a parameter that the constructor only keeps: what is wrong with it is for the call to refuse (`refuseAtCall`). */
  unusedSize(parameter: string, least = 1): UnusedSize {
    const value = this.bound.value(parameter);
    const at = this.bound.at(parameter);
    const given = asDim(value) ?? flagSize(value) ?? scalarSize(value);
    const dim = given && !isUnpassed(given) ? given : undefined;
    const wrong = (aspect: LateArgument['aspect'], allowed: string) => ({ parameter, aspect, allowed, at });
    const isLess = dim !== undefined && less(dim, size(least)) === true;
    return {
      dim: dim ? this.named(parameter, dim) : this.scene.host.freshSymbol(parameter, at),
      wrong: isLess
        ? wrong('value', least === 1 ? 'a positive integer' : `an integer of at least ${least}`)
        : this.#isNoInteger(parameter)
          ? wrong('type', 'an integer')
          : undefined,
    };
  }

  #isNoInteger(parameter: string): boolean {
    const value = this.bound.value(parameter);
    return (
      value.kind === 'string' ||
      (value.kind === 'number' && value.float !== undefined) ||
      value.kind === 'list' ||
      isNoSize(value) ||
      this.#isNoNumber(parameter)
    );
  }

  /** None, or a module, given where a number is needed. */
  #isNoNumber(parameter: string): boolean {
    const value = this.bound.given(parameter)?.value;
    if (value?.kind === 'none') return value.assumed !== true;
    if (value?.kind === 'object') return value.base.value !== undefined;
    return value?.kind === 'native' && (value.layer !== undefined || value.model !== undefined);
  }

  /** Refuses an argument of another kind, where it depends on others whether it is looked at. */
  need(parameter: string, kind: Kind): void {
    this.needAll(`${parameter}: ${kind}`);
  }

  /** As `need`, of several as a signature writes them. */
  needAll(wanted: string): void {
    const wrong = wrongKindOf(this.bound, signature(wanted));
    if (wrong) this.refuse(wrong.parameter, wrong.allowed, 'type');
  }

  named(parameter: string, dim: Dim): Dim {
    const given = this.bound.given(parameter);
    return given ? withOrigin(dim, { ...given.at, what: `${parameter} of ${this.scene.operation}` }) : dim;
  }

  int(parameter: string): number | undefined {
    return asInt(this.bound.value(parameter));
  }

  /** Python's truth of a flag; undefined where it is not known. */
  flag(parameter: string): boolean | undefined {
    const value = this.bound.value(parameter);
    if (value.kind === 'string') return value.value === undefined ? undefined : value.value !== '';
    if (value.kind === 'none') return false;
    if (value.kind === 'number' && value.float !== undefined) return value.float !== 0;
    const items = itemsOf(value);
    if (items) return items.length > 0;
    const int = asInt(value);
    return asBool(value) ?? (int === undefined ? undefined : int !== 0);
  }

  /** `whenTrue` or `whenFalse` by a flag that may be symbolic. */
  choose(parameter: string, whenTrue: number, whenFalse: number): Dim | undefined {
    const known = this.flag(parameter);
    // A flag that is not set multiplies nothing.
    if (known !== undefined) return known ? this.named(parameter, size(whenTrue)) : size(whenFalse);
    const flag = asFlag(this.bound.value(parameter));
    return flag && this.named(parameter, select(flag, size(whenTrue), size(whenFalse)));
  }

  text(parameter: string): string | undefined {
    return asString(this.bound.value(parameter));
  }

  isGiven(parameter: string): boolean {
    return this.bound.given(parameter) !== undefined && this.bound.value(parameter).kind !== 'none';
  }

  /** One size for each of `rank` axes, from one number or a tuple of them; undefined where they are not known. */
  sizes(parameter: string, rank: number): readonly Dim[] | undefined {
    const value = this.bound.value(parameter);
    const one = asDim(value) ?? flagSize(value);
    if (one) return Array.from({ length: rank }, () => this.named(parameter, one));
    const items = itemsOf(value)?.map(item => asDim(item) ?? flagSize(item));
    const [only] = items ?? [];
    // PyTorch's functions take a list of one for all axes.
    if (only && items?.length === 1 && this.scene.framework === 'torch')
      return Array.from({ length: rank }, () => this.named(parameter, only));
    if (!items || items.length !== rank || items.some(item => !item)) return undefined;
    return items.flatMap(item => (item ? [this.named(parameter, item)] : []));
  }
}
