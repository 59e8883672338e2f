/** `int`, `float` and `round`: whole numbers and floats of what is known. https://docs.python.org/3/library/functions.html#int */
import { unknownDim } from '../../../shapes/index.ts';
import {
  asDim,
  asFlag,
  asInt,
  type Call,
  contentIn,
  float,
  int,
  integer,
  SOME_FLOAT,
  type Value,
} from '../../../values/index.ts';
import { keyword, lost } from '../table.ts';

export function whole(call: Call, value: Value | undefined): Value {
  if (!value) return int(0);
  if (value.kind === 'object') {
    const own = call.host.attribute(value, '__int__', call.site);
    return own.kind === 'unknown' ? lost(call) : call.host.call(own, [], call.site);
  }
  if (value.kind === 'bool') return integer(asFlag(value) ?? unknownDim());
  if (value.kind === 'number' && !value.dim)
    return value.float === undefined ? lost(call) : int(Math.trunc(value.float));
  if (value.kind === 'string') return wholeOf(call, value.value);
  if (value.kind === 'tensor') {
    const [only, ...more] = contentIn(value) ?? [];
    return only !== undefined && more.length === 0 ? int(only) : integer(unknownDim());
  }
  return asDim(value) ? value : lost(call);
}

/** Halves go to the even one of both. */
export function roundedToEven(value: number): number {
  const below = Math.floor(value);
  if (value - below !== 0.5) return Math.round(value);
  return below % 2 === 0 ? below : below + 1;
}

/** `float('2.5')` */
export function writtenFloat({ host }: Call, value: Value | undefined): Value {
  const text = value?.kind === 'string' ? value.value?.trim() : undefined;
  if (text !== undefined && !/^[\d.+_-]|^(inf|nan)/i.test(text)) host.raises('ValueError');
  return text && /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text) ? float(Number(text)) : SOME_FLOAT;
}

/** `int('12')`, `int('0x1f', 16)`, of digits in a base that is known. */
function wholeOf(call: Call, written: string | undefined): Value {
  const given = call.args[1]?.value ?? keyword(call, 'base');
  const base = given ? asInt(given) : 10;
  if (written === undefined || base === undefined) return lost(call);
  const [whole_, sign, prefix, digits = ''] =
    /^\s*([+-]?)(0[xXoObB])?_?([0-9a-zA-Z_]+)\s*$/.exec(written) ?? [];
  if (!whole_ || (base === 10 && !/^[0-9_]+$/.test(digits))) {
    call.host.raises('ValueError');
    return lost(call);
  }
  const own = prefix && ({ x: 16, o: 8, b: 2 } as const)[prefix.charAt(1).toLowerCase()];
  if (prefix && base !== 0 && base !== own) return lost(call);
  const number = Number.parseInt(digits.replaceAll('_', ''), own || base || 10);
  return Number.isNaN(number) ? lost(call) : int(sign === '-' ? -number : number);
}
