/** Whether an argument is of the kind that its parameter takes. */
import type { Origin } from '../../shapes/index.ts';
import type { Argument, Host, Value } from '../../values/index.ts';
import { floatWords, isWrittenNone, KINDS } from '../kinds.ts';
import type { Bound } from './bound.ts';
import type { Signature, SignatureParameter } from './signature.ts';

/** Whether None may be given for it, as what its default stands for. */
export const takesNone = (parameter: SignatureParameter | undefined): boolean =>
  parameter?.default?.kind === 'none' && parameter.isOverloaded !== true;

/** An argument of another kind than its parameter's. */
export interface WrongKind {
  readonly parameter: string;
  /** A noun phrase. */
  readonly allowed: string;
  /** Where the code does not say it itself: a float. */
  readonly given?: string;
  readonly at: Origin;
}

/** A text stands for a dtype where `x.dtype` gave it; written down it names none. */
const isWrittenText = (host: Host, value: Value, at: Origin): boolean =>
  value.kind === 'string' && /^(\w+\s*=\s*)?['"]/.test(host.textOf(at));

export function wrongKind(
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
  const float = floatWords(host, value, at);
  return isWrong
    ? { parameter: name, allowed: KINDS[kind].allowed, at, ...(float && { given: float }) }
    : undefined;
}

/** The first argument that is of another kind than `wanted` has it, of arguments that were bound without a look at that. */
export const wrongKindOf = ({ call, given }: Bound, wanted: Signature): WrongKind | undefined =>
  wanted.parameters.flatMap(parameter => wrongKind(call.host, parameter, given(parameter.name)) ?? [])[0];
