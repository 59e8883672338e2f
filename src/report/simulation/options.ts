/** The arguments that a layer was constructed with, as constants, under the framework's own parameter names. */
import { constantOf, type Dim } from '../../shapes/index.ts';
import type { CallExpr } from '../../syntax/tree.ts';
import type { LayerFacet, NativeValue } from '../../values/index.ts';
import { expressionAt, type Literal, literalOf } from './literals.ts';
import { give } from './outcome.ts';

export class Options {
  readonly layer: NativeValue;
  readonly facet: LayerFacet;
  readonly #call: CallExpr;

  /** `call`: the whole constructor call, in which the layer may be an argument. */
  constructor(layer: NativeValue, call: CallExpr) {
    this.layer = layer;
    this.facet = layer.layer ?? give(`expected a layer, got ${layer.class.name}.`);
    this.#call = call;
  }

  get type(): string {
    return this.facet.type;
  }

  of(layer: NativeValue): Options {
    return new Options(layer, this.#call);
  }

  /** The one layer that it wraps. */
  inner(index = 0): Options {
    const layer = this.facet.inner[index];
    return layer ? this.of(layer) : give(`the layer inside of ${this.type} is not known.`);
  }

  has(...names: readonly string[]): boolean {
    return names.some(name => this.facet.arguments.has(name));
  }

  /** The first of these parameters that was given; undefined: none was. Ends the reading where it is no constant. */
  literal(...names: readonly string[]): Literal | undefined {
    const name = names.find(each => this.facet.arguments.has(each));
    const origin = name === undefined ? undefined : this.facet.arguments.get(name);
    if (!origin) return undefined;
    const expression = expressionAt(this.#call, origin.start, origin.end);
    const value = expression && literalOf(expression);
    return value === undefined ? give(`expected a constant as ${name} of ${this.type}.`) : value;
  }

  flag(byDefault: boolean, ...names: readonly string[]): boolean {
    const value = this.literal(...names);
    if (value === undefined) return byDefault;
    return typeof value === 'boolean'
      ? value
      : give(`expected true or false as ${names[0]} of ${this.type}, got ${JSON.stringify(value)}.`);
  }

  number(...names: readonly string[]): number | undefined {
    const value = this.literal(...names);
    if (value === undefined || value === null || typeof value === 'number') return value ?? undefined;
    return give(`expected a number as ${names[0]} of ${this.type}, got ${JSON.stringify(value)}.`);
  }

  /** A word, or the last part of a name: 'relu' of `nn.relu`. */
  word(...names: readonly string[]): string | undefined {
    const value = this.literal(...names);
    if (value === undefined || value === null) return undefined;
    if (typeof value === 'string') return value;
    if (typeof value === 'object' && 'name' in value) return value.name;
    return give(`expected a name as ${names[0]} of ${this.type}, got ${JSON.stringify(value)}.`);
  }

  /** One size for all of `count` axes, or one for each; `byDefault` for all where it was not given. */
  sizes(count: number, byDefault: number, ...names: readonly string[]): readonly number[] {
    const value = this.literal(...names);
    if (value === undefined || value === null) return Array.from({ length: count }, () => byDefault);
    if (typeof value === 'number') return Array.from({ length: count }, () => value);
    const given = Array.isArray(value) ? value.filter(item => typeof item === 'number') : [];
    return given.length === count
      ? given
      : give(
          `expected a size or ${count} sizes as ${names[0]} of ${this.type}, got ${JSON.stringify(value)}.`,
        );
  }

  /** Ends the reading where any of these was given and is not what it would be without. */
  refuse(...names: readonly string[]): void {
    const given = names.find(
      name => this.has(name) && ![null, false, 0].some(none => this.literal(name) === none),
    );
    if (given !== undefined) give(`${given} of ${this.type} cannot be computed here.`);
  }

  /** A size that must be a plain number. */
  size(dim: Dim | undefined, what: string): number {
    const value = dim && constantOf(dim);
    return value ?? give(`expected a number as ${what} of ${this.type}.`);
  }
}
