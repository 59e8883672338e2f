/** Arguments that every layer and input of Keras 3 takes: a name and a dtype. */
import { constantOf } from '../../../shapes/index.ts';
import { asBool, asInt, asString, type Host, isFloat, itemsOf, shapeOf, type Value } from '../../parts.ts';

export interface Kind {
  /** A noun phrase. */
  readonly allowed: string;
  /** Whether the value surely is of another kind. None is asked for apart. */
  readonly refuses: (value: Value, host: Host) => boolean;
  readonly takesNone?: boolean;
  readonly says?: string;
}

const DTYPE =
  /^(u?int(4|8|16|32|64)?|float(8_e4m3fn|8_e5m2|16|32|64)?|bfloat16|complex(64|128)?|bool|string)$/;

/** The name of a dtype that there is. */
export const isDtype = (name: string): boolean => DTYPE.test(name);

/** What a model begins with, and what layers make of it: no comparison of it is true or false. */
export const isSymbolic = (value: Value): boolean =>
  value.kind === 'tensor' && value.graph === true && value.framework === 'keras';

/** What can be no number: it is symbolic, or an array of several. */
export const isNoScalar = (value: Value): boolean => isSymbolic(value) || hasSeveral(value);

function hasSeveral(value: Value): boolean {
  const sizes = value.kind === 'tensor' ? shapeOf(value)?.map(constantOf) : undefined;
  return sizes?.every(size => size !== undefined && size > 0) === true && sizes.some(size => size !== 1);
}

const isPlain = (value: Value): boolean =>
  asInt(value) !== undefined || isFloat(value) || asBool(value) !== undefined;

/** What no layer takes for a dtype: a policy may stand there, and the name of one. */
export const NO_DTYPE: Kind = {
  allowed: 'the name of a dtype',
  takesNone: true,
  refuses: value => {
    const name = asString(value);
    const isOfNumbers = value.kind === 'list' && itemsOf(value)?.some(isPlain) === true;
    return (
      isPlain(value) || isOfNumbers || (name !== undefined && /^[a-z]+\d*$/.test(name) && !isDtype(name))
    );
  },
};

export const NO_NAME: Kind = {
  allowed: 'a text without `/`',
  takesNone: true,
  refuses: value => isPlain(value) || asString(value)?.includes('/') === true,
  says: 'Argument `name` must be a string',
};
