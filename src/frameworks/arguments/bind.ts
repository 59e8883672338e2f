/** Argument binding by signature: states the conflicts that Python would raise: unknown, missing, repeated and too many arguments, and those of a wrong kind. */
import type { Origin } from '../../shapes/index.ts';
import {
  type Argument,
  type ArgumentConflict,
  type Call,
  type FrameworkName,
  itemsOf,
  tuple,
  type Value,
} from '../../values/index.ts';
import { isWrittenNone, KINDS } from '../kinds.ts';
import { type Bound, bound } from './bound.ts';
import { takesNone, wrongKind } from './kind-of-argument.ts';
import type { Signature, SignatureParameter } from './signature.ts';

/** Binds a Python call. */
export function bind(call: Call, wanted: Signature, operation: string, framework: FrameworkName): Bound {
  const binding = new Binding(call, wanted, operation, framework);
  for (const argument of call.args) {
    if (argument.name === undefined) binding.positional(argument);
    else binding.keyword(argument, argument.name);
  }
  return binding.finish();
}

class Binding {
  readonly #call: Call;
  readonly #wanted: Signature;
  readonly #operation: string;
  readonly #framework: FrameworkName;
  readonly #given = new Map<string, Argument>();
  readonly #extra: Argument[] = [];
  readonly #keywords: Argument[] = [];
  #next = 0;
  #refused = false;

  constructor(call: Call, wanted: Signature, operation: string, framework: FrameworkName) {
    this.#call = call;
    this.#wanted = wanted;
    this.#operation = operation;
    this.#framework = framework;
  }

  positional(argument: Argument): void {
    const parameter = this.#wanted.parameters[this.#next];
    if (parameter && !parameter.keywordOnly) {
      this.#given.set(parameter.name, argument);
      this.#next++;
    } else if (this.#wanted.morePositional) this.#extra.push(argument);
    else this.#refuse('too-many', String(this.#next), argument.at);
  }

  keyword(argument: Argument, name: string): void {
    const isKnown = this.#wanted.parameters.some(p => p.name === name);
    if (argument.isPossible && (this.#given.has(name) || !isKnown)) return;
    if (this.#given.has(name)) this.#refuse('repeated', name, argument.at);
    else if (isKnown) this.#given.set(name, argument);
    else if (this.#wanted.moreKeywords) this.#keywords.push(argument);
    else this.#refuse('unknown', name, argument.at);
  }

  finish(): Bound {
    this.#gatherSpread();
    if (!this.#call.open && !this.#refused) {
      const missing = this.#wanted.parameters.filter(
        p => p.default === undefined && !this.#given.has(p.name),
      );
      if (missing[0])
        this.#refuse('missing', missing[0].name, this.#call.site, { lacking: lackingOf(missing) });
    }
    if (!this.#refused) this.#checkKinds();
    return bound(this.#call, this.#wanted, {
      given: this.#given,
      extra: this.#extra,
      keywords: this.#keywords,
      refused: this.#refused,
      open: this.#call.open,
    });
  }

  /** What stands one by one is what the sequence would be. */
  #gatherSpread(): void {
    const [first] = this.#extra;
    const { spread } = this.#wanted;
    if (!spread || !first || this.#refused) return;
    const { name, kind } = spread;
    const twice = this.#given.get(name);
    const wrong = kind && this.#extra.find((item, i) => this.#isNoItem(item, i));
    if (twice) this.#refuse('repeated', name, twice.at);
    else if (wrong && kind) {
      const { allowed } = KINDS[this.#extra.length > 1 ? 'int' : kind];
      this.#refuse('type', name, wrong.at, { allowed, given: this.#call.host.textOf(wrong.at) });
    } else {
      const value = this.#extra.length > 1 ? tuple(this.#extra.map(each => each.value)) : first.value;
      this.#given.set(name, { name: undefined, value, at: first.at });
    }
  }

  /** One argument may be the whole sequence; of several each is an integer, and the first of them no flag. */
  #isNoItem({ value, at }: Argument, place: number): boolean {
    if (this.#call.open) return false;
    const isOnly = this.#extra.length === 1;
    if (value.kind === 'none')
      return !(isOnly && takesNone(this.#wanted.spread)) && isWrittenNone(this.#call.host, value, at);
    if (isOnly) return KINDS.ints.refuses(value);
    return place > 0 && value.kind === 'bool' ? false : KINDS.int.refuses(value);
  }

  #checkKinds(): void {
    const { host } = this.#call;
    const isSpread = (name: string): boolean => name === this.#wanted.spread?.name && this.#extra.length > 0;
    const wrong = this.#wanted.parameters.flatMap(
      parameter =>
        (!isSpread(parameter.name) && wrongKind(host, parameter, this.#given.get(parameter.name))) || [],
    )[0];
    if (wrong)
      this.#refuse('type', wrong.parameter, wrong.at, {
        allowed: wrong.allowed,
        given: host.textOf(wrong.at),
      });
  }

  #refuse(
    aspect: 'too-many' | 'repeated' | 'unknown' | 'missing' | 'type',
    parameter: string,
    at: Origin,
    more: Partial<Pick<ArgumentConflict, 'lacking' | 'allowed' | 'given'>> = {},
  ): void {
    this.#refused = true;
    this.#call.host.refuse({
      kind: 'argument',
      aspect,
      parameter,
      framework: this.#framework,
      operation: this.#operation,
      at,
      allowed: undefined,
      given: undefined,
      known: this.#knownFor(aspect),
      ...(this.#call.receiver && { receiver: this.#call.receiver }),
      ...more,
    });
  }

  /** For a missing argument the names that were given and are not taken: one may have been meant for it. */
  #knownFor(aspect: ArgumentConflict['aspect']): readonly string[] {
    if (aspect === 'missing') return this.#keywords.flatMap(({ name }) => name ?? []);
    return aspect === 'type' ? [] : this.#wanted.parameters.map(p => p.name);
  }
}

/** Python names those that may be given by position first, and only where there are none the others. */
function lackingOf(missing: readonly SignatureParameter[]): ArgumentConflict['lacking'] {
  const positional = missing.filter(p => !p.keywordOnly);
  const told = positional.length > 0 ? positional : missing;
  return { names: told.map(({ name }) => name), keywordOnly: positional.length === 0 };
}

/** The items of `*shape` arguments that may also be given as one tuple: `view(2, 3)` and `view((2, 3))`. */
export function sizesOf(args: readonly Argument[]): readonly Value[] | undefined {
  const [first] = args;
  if (args.length === 1 && first?.value.kind === 'list') return itemsOf(first.value);
  return args.map(a => a.value);
}
