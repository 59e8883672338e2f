/** What binding a call by a signature gives. */
import type { Origin } from '../../shapes/index.ts';
import { type Argument, type Call, NONE, type Value } from '../../values/index.ts';
import type { Signature } from './signature.ts';

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

export interface Findings {
  readonly given: ReadonlyMap<string, Argument>;
  readonly extra?: readonly Argument[];
  readonly keywords?: readonly Argument[];
  readonly refused?: boolean;
  /** Whether what is not given may have come through an unknown spread. */
  readonly open: boolean;
}

export function bound(
  call: Call,
  wanted: Signature,
  { given, extra = [], keywords = [], refused = false, open }: Findings,
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
