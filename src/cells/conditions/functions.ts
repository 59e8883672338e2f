/** The functions of conditions and watch expressions: of each number, or of all numbers at once. */
import { scalarActivation } from '../activations.ts';

type OfOne = (x: number) => number;
type OfAll = (values: readonly number[]) => number;

const plain: ReadonlyMap<string, OfOne> = new Map(
  Object.entries({
    abs: Math.abs,
    sqrt: Math.sqrt,
    exp: Math.exp,
    log: Math.log,
    round: Math.round,
    floor: Math.floor,
    ceil: Math.ceil,
    sign: Math.sign,
    isNaN: (x: number) => Number(Number.isNaN(x)),
    isFinite: (x: number) => Number(Number.isFinite(x)),
  }),
);

const activations: readonly string[] = ['sigmoid', 'tanh', 'relu'];

const total: OfAll = values => values.reduce((sum, value) => sum + value, 0);

const ofAll: ReadonlyMap<string, OfAll> = new Map(
  Object.entries({
    max: (values: readonly number[]) => values.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY),
    min: (values: readonly number[]) => values.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY),
    sum: total,
    mean: (values: readonly number[]) => total(values) / values.length,
    norm: (values: readonly number[]) => Math.sqrt(total(values.map(value => value * value))),
    any: (values: readonly number[]) => Number(values.some(Boolean)),
    all: (values: readonly number[]) => Number(values.every(Boolean)),
    count: (values: readonly number[]) => values.filter(Boolean).length,
  }),
);

export const functionNames: readonly string[] = [...plain.keys(), ...activations, ...ofAll.keys()];

/** Applied to each number; undefined for other functions. */
export function ofOneNamed(name: string): OfOne | undefined {
  return plain.get(name) ?? (activations.includes(name) ? scalarActivation(name) : undefined);
}

/** Of all numbers of its arguments, one number; undefined for other functions. */
export function ofAllNamed(name: string): OfAll | undefined {
  return ofAll.get(name);
}
