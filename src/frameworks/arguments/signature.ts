/**
 * Signatures, written as the framework's documentation writes them (`'input_size, hidden_size, num_layers=1, *, device=None, **kwargs'`) and parsed
 * once. A kind behind a name (`dim: int`, `kinds.ts`) is one that the framework itself asks for.
 */
import { bool, float, int, NONE, string, tuple, type Value } from '../../values/index.ts';
import { isKind, type Kind } from '../kinds.ts';

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
