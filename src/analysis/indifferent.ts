/**
 * Arguments of layers that decide no shape and no formula: `dropout=dropout if num_layers > 1 else 0`. Where one of them may have several values, one that
 * stands for all makes one layer, in the place of several that are alike.
 */
import { type Argument, optionsOf, SOME_FLOAT, SOME_STRING, type Value } from '../values/index.ts';
import type { Machine } from './machine.ts';

const NAMES =
  /^(inter_layer_|recurrent_|attention_|input_)?(dropout|drop)(_p|_prob|_rate|_probability)?$|^(p|rate|name|seed|momentum|eps|epsilon|device)$|_(initializer|regularizer|constraint|init)$/;

/** Of those every argument decides how much is left out, and nothing else. */
const CLASSES = /Dropout|^GaussianNoise$/;

export function withoutAlternatives(
  m: Machine,
  callee: Value,
  args: readonly Argument[],
): readonly Argument[] {
  if (callee.kind !== 'native-class' || (callee.role !== 'recurrent' && callee.role !== 'layer')) return args;
  const isAll = CLASSES.test(callee.name);
  return args.map(each =>
    each.value.kind === 'union' && (isAll || (each.name !== undefined && NAMES.test(each.name)))
      ? { ...each, value: oneForAll(m, each) }
      : each,
  );
}

function oneForAll(m: Machine, { value, at }: Argument): Value {
  const options = optionsOf(value);
  if (options.every(({ kind }) => kind === 'number')) return SOME_FLOAT;
  if (options.every(({ kind }) => kind === 'string')) return SOME_STRING;
  return m.host.unknown('a setting that depends on a condition', at);
}
