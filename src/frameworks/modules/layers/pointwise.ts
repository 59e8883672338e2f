/** Layers that keep the shape of their input: activations, dropout, identity. */
import { suspectSoftmax } from '../../array/doubtful-softmax.ts';
import { refused, result } from '../../array/scene.ts';
import { isOfMany, isWrittenNone } from '../../kinds.ts';
import { asNumber, type NativeClass, type Operand, type Value } from '../../parts.ts';
import type { Dialect } from '../dialect.ts';
import { inputOf } from '../inputs.ts';
import { moduleLayer, noteCall, type Use } from '../layer-class.ts';
import type { Options } from '../options.ts';

export const shapeKeepingLayer = (
  dialect: Dialect,
  name: string,
  signature: string,
  check: (options: Options) => void = () => {},
  called?: string,
): NativeClass =>
  moduleLayer(dialect, {
    name,
    signature,
    called,
    make: options => {
      check(options);
      return { weights: [], call: use => callPointwise(use) };
    },
  });

/** What makes integers of integers; of others curves come, which are floats. */
const KEEPING = /^(relu6?|hard_?tanh|threshold|identity|.*dropout.*|.*(pad|stub).*)$/i;

/** `refuse`: what is provably wrong with this input. */
export function callPointwise(use: Use, refuse?: (input: Operand) => Value | undefined): Value {
  const input = inputOf(use);
  if (!input) return refused(use);
  const wrong = refuse?.(input);
  if (wrong) return wrong;
  noteCall(use, [input.shape], [input.shape]);
  const { tensor } = input;
  const isWhole = tensor?.dtype === 'int' || tensor?.dtype === 'bool';
  return result(use, input.shape, {
    parents: [tensor],
    dtype: isWhole && !KEEPING.test(use.operation) ? 'float' : tensor?.dtype,
    role: tensor?.source.role === 'sequence' ? 'sequence' : 'value',
  });
}

/** `Softmax(axis=-1)`, whose axis people mistake. */
export const softmaxLayer = (dialect: Dialect, name: string, signature: string): NativeClass =>
  moduleLayer(dialect, {
    name,
    signature,
    make: options => ({
      weights: [],
      call: use =>
        callPointwise(use, input => {
          suspectSoftmax(use, input, options.int('axis'), input.at);
          return undefined;
        }),
    }),
  });

/** A number from 0 to 1, and perhaps below 1. */
export const checkProbability =
  (parameter: string, { below1 = false, says }: { readonly below1?: boolean; readonly says?: string } = {}) =>
  (options: Options): void => {
    const value = options.bound.value(parameter);
    const isNone = isWrittenNone(options.scene.host, value, options.bound.at(parameter));
    if (isNone || isOfMany(value) || ['list', 'string', 'dict'].includes(value.kind))
      options.refuse(parameter, 'a number', 'type');
    const p = asNumber(value);
    if (p !== undefined && (p < 0 || p > 1 || (below1 && p === 1)))
      options.refuse(
        parameter,
        below1 ? 'a number from 0 to below 1' : 'a number from 0 to 1',
        'value',
        says,
      );
  };

/** Takes and ignores any constructor arguments, and gives back whatever it is called with. */
export const identityLayer = (dialect: Dialect): NativeClass =>
  moduleLayer(dialect, {
    name: 'Identity',
    signature: '*args, **kwargs',
    make: () => ({ weights: [], call: use => use.arguments.value(use.arguments.names[0] ?? 'input') }),
  });
