/**
 * Argument binding by signature. A signature is written as the framework's documentation writes it
 * (`'input_size, hidden_size, num_layers=1, *, device=None, **kwargs'`) and parsed once; binding a call against it states the
 * conflicts that Python would raise: unknown, missing, repeated and too many arguments. A kind behind a name (`dim: int`, `kinds.ts`) is one that the
 * framework itself asks for.
 */
import type { Origin } from '../shapes/index.ts';
import {
  type Argument,
  type ArgumentConflict,
  bool,
  type Call,
  type FrameworkName,
  float,
  type Host,
  int,
  itemsOf,
  NONE,
  placeOfEntry,
  string,
  tuple,
  type Value,
} from '../values/index.ts';
import { isKind, isWrittenNone, KINDS, type Kind } from './kinds.ts';

export interface SignatureParameter {
  readonly name: string;
  readonly default: Value | undefined;
  /** `dim: int=...`: of another form of the call, so that it may be left out, and None is not taken for that. */
  readonly isOverloaded?: boolean;
  readonly keywordOnly: boolean;
  /** Absent: not checked when the function is called. */
  readonly kind?: Kind;
}

export interface Signature {
  readonly parameters: readonly SignatureParameter[];
  /** `*args`: further positional arguments are accepted. */
  readonly morePositional: boolean;
  /** `*size, size=None`: what further positional arguments are one by one, a sequence of that name is as a whole. */
  readonly spread?: SignatureParameter | undefined;
  /** `**kwargs`: further keywords are accepted. */
  readonly moreKeywords: boolean;
}

/** Arguments bound to parameters. */
export interface Bound {
  readonly call: Call;
  readonly names: readonly string[];
  /** The argument's value, else the default; NONE for a missing one after a refusal or an unknown spread. */
  readonly value: (name: string) => Value;
  /** The argument as given; undefined where the default counts. */
  readonly given: (name: string) => Argument | undefined;
  /** The argument's range, else the whole call's. */
  readonly at: (name: string) => Origin;
  /** Positional arguments beyond the parameters, for `*args`. */
  readonly extra: readonly Argument[];
  /** Keywords beyond the parameters, for `**kwargs`. */
  readonly keywords: readonly Argument[];
  /** Whether Python would refuse the call: a conflict has been stated. */
  readonly refused: boolean;
  /** Whether an argument that is not given may still have come through an unknown spread. */
  readonly open: boolean;
}

/** As a constructor has it that keeps whatever it is given: 'alpha: number=1.0' without `: number`. */
export const withoutKinds = (text: string): string => text.replaceAll(/: \w+/g, '');

const SIGNATURES = new Map<string, Signature>();

export function signature(text: string): Signature {
  const known = SIGNATURES.get(text);
  if (known) return known;
  const parsed = parse(text);
  SIGNATURES.set(text, parsed);
  return parsed;
}

function parse(text: string): Signature {
  const parameters: SignatureParameter[] = [];
  let morePositional = false;
  let spread: string | undefined;
  let moreKeywords = false;
  let keywordOnly = false;
  for (const part of splitTop(text)) {
    if (part.startsWith('**')) moreKeywords = true;
    else if (part === '*') keywordOnly = true;
    else if (part.startsWith('*')) {
      morePositional = keywordOnly = true;
      spread = part.slice(1);
    } else parameters.push(parameter(part, keywordOnly));
  }
  return { parameters, morePositional, spread: parameters.find(({ name }) => name === spread), moreKeywords };
}

function parameter(part: string, keywordOnly: boolean): SignatureParameter {
  const [, name = part, kind, text] = /^(\w+)(?:: *(\w+))?(?: *= *(.*))?$/.exec(part) ?? [];
  if (kind !== undefined && !isKind(kind)) throw new Error(`a signature's kind is not known: ${part}`);
  return {
    name,
    default: text === undefined ? undefined : literal(text),
    ...(text === '...' && { isOverloaded: true }),
    keywordOnly,
    ...(kind && { kind }),
  };
}

/** Splits at commas that are not inside parentheses. */
function splitTop(text: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let current = '';
  for (const char of text) {
    if (char === '(') depth++;
    if (char === ')') depth--;
    if (char === ',' && depth === 0) {
      parts.push(current.trim());
      current = '';
    } else current += char;
  }
  if (current.trim()) parts.push(current.trim());
  return parts;
}

function literal(text: string): Value {
  if (text === 'None' || text === '...') return NONE;
  if (text === 'True' || text === 'False') return bool(text === 'True');
  if (/^-?\d+$/.test(text)) return int(Number(text));
  if (/^-?[\d.]+(e-?\d+)?$/.test(text)) return float(Number(text));
  if (/^'.*'$/.test(text)) return string(text.slice(1, -1));
  if (/^\(.*\)$/.test(text)) return tuple(splitTop(text.slice(1, -1)).map(literal));
  throw new Error(`a signature's default is not understood: ${text}`);
}

/** Binds a Python call. */
export function bind(call: Call, wanted: Signature, operation: string, framework: FrameworkName): Bound {
  const binding = new Binding(call, wanted, operation, framework);
  for (const argument of call.args) {
    if (argument.name === undefined) binding.positional(argument);
    else binding.keyword(argument, argument.name);
  }
  return binding.finish();
}

/** Binds a JavaScript call whose only argument is an object of options. Unknown options are ignored, as TensorFlow.js does. */
export function bindOptions(call: Call, wanted: Signature): Bound {
  const [options] = call.args;
  const given = new Map<string, Argument>();
  let open = call.open;
  if (options?.value.kind === 'dict') {
    const { known, rest } = options.value.entries.value;
    open ||= rest !== undefined;
    for (const [key, value] of known)
      given.set(String(key), { name: String(key), value, at: optionAt(options, key) });
  } else if (options && options.value.kind !== 'none') open = true;
  return bound(call, wanted, given, [], [], false, open);
}

/** Where an option is written, if that is in the call itself; else the whole object. */
export function optionAt({ value, at }: Argument, key: string | number): Origin {
  const place = value.kind === 'dict' ? placeOfEntry(value, key) : undefined;
  const isInside = place && place.file === at.file && place.start >= at.start && place.end <= at.end;
  return isInside ? place : at;
}

const takesNone = (parameter: SignatureParameter | undefined): boolean =>
  parameter?.default?.kind === 'none' && parameter.isOverloaded !== true;

/** An argument of another kind than its parameter's. */
export interface WrongKind {
  readonly parameter: string;
  /** A noun phrase. */
  readonly allowed: string;
  readonly at: Origin;
}

/** A text stands for a dtype where `x.dtype` gave it; written down it names none. */
const isWrittenText = (host: Host, value: Value, at: Origin): boolean =>
  value.kind === 'string' && /^(\w+\s*=\s*)?['"]/.test(host.textOf(at));

function wrongKind(
  host: Host,
  parameter: SignatureParameter,
  given: Argument | undefined,
): WrongKind | undefined {
  const { name, kind } = parameter;
  if (!given || !kind) return undefined;
  const { value, at } = given;
  const isWrong =
    value.kind === 'none'
      ? !takesNone(parameter) && isWrittenNone(host, value, at)
      : KINDS[kind].refuses(value) || (kind === 'dtype' && isWrittenText(host, value, at));
  return isWrong ? { parameter: name, allowed: KINDS[kind].allowed, at } : undefined;
}

/** The first argument that is of another kind than `wanted` has it, of arguments that were bound without a look at that. */
export const wrongKindOf = ({ call, given }: Bound, wanted: Signature): WrongKind | undefined =>
  wanted.parameters.flatMap(parameter => wrongKind(call.host, parameter, given(parameter.name)) ?? [])[0];

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
    return bound(
      this.#call,
      this.#wanted,
      this.#given,
      this.#extra,
      this.#keywords,
      this.#refused,
      this.#call.open,
    );
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

function bound(
  call: Call,
  wanted: Signature,
  given: ReadonlyMap<string, Argument>,
  extra: readonly Argument[],
  keywords: readonly Argument[],
  refused: boolean,
  open: boolean,
): Bound {
  const otherwise = (name: string): Value =>
    open
      ? call.host.unknown(`the argument \`${name}\``, call.site)
      : (wanted.parameters.find(p => p.name === name)?.default ?? NONE);
  return {
    call,
    names: wanted.parameters.map(p => p.name),
    value: name => given.get(name)?.value ?? otherwise(name),
    given: name => given.get(name),
    at: name => given.get(name)?.at ?? call.site,
    extra,
    keywords,
    refused,
    open,
  };
}

/** The items of `*shape` arguments that may also be given as one tuple: `view(2, 3)` and `view((2, 3))`. */
export function sizesOf(args: readonly Argument[]): readonly Value[] | undefined {
  const [first] = args;
  if (args.length === 1 && first?.value.kind === 'list') return itemsOf(first.value);
  return args.map(a => a.value);
}
