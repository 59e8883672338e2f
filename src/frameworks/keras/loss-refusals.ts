/** What the losses of Keras 3 and of TensorFlow's Keras refuse of two arrays. */
import { refuseArgument, refused, refuseMissing, scenesOf } from '../array/scene.ts';
import { refuseTarget } from '../array/targets.ts';
import { isFunction, isModule } from '../kinds.ts';
import { type Argument, asBool, bind, type Call, shapeOf, signature, type Value } from '../parts.ts';
import type { Flavour } from './core/flavour.ts';
import { refusesScores } from './loss-arrays.ts';
import { compareArrays, compareOldArrays, lossOf } from './models/losses.ts';

/** Options of losses that change nothing of which shapes go together. */
const PLAIN_OPTIONS: ReadonlySet<string> = new Set([
  'from_logits',
  'label_smoothing',
  'delta',
  'reduction',
  'name',
  'dtype',
]);

/** What a loss says of two arrays that do not go together; undefined where they do as far as is known. */
export function refuseArrays(flavour: Flavour, made: Call, use: Call, name: string): Value | undefined {
  const { args, open } = use;
  const scene = scenesOf(flavour.framework)(use, name);
  const [only] = args;
  if (flavour.name === 'keras3' && !open && args.length === 1 && only) {
    const wrong = only.name === 'y_pred' ? 'y_true' : 'y_pred';
    refuseMissing({ ...scene, operation: `A call of ${name}` }, wrong);
    return refused(scene);
  }
  const wanted = signature('y_true, y_pred, sample_weight=None');
  if (flavour.name === 'keras3' && bind(use, wanted, `A call of ${name}`, flavour.framework).refused)
    return refused(scene);
  if (refusesScores(flavour, `losses.${name}`, made.args, use)) return refused(scene);
  const odd = args.find(({ value }) => isFunction(value) || isModule(value));
  if (odd)
    return refuseArgument(scene, {
      parameter: odd.name ?? ['y_true', 'y_pred', 'sample_weight'][args.indexOf(odd)] ?? '',
      aspect: 'type',
      allowed: 'an array',
      at: odd.at,
    });
  const isWeighed = flavour.name !== 'keras2' && args.length === 3;
  if (!isPlain(flavour, made) || open || (args.length !== 2 && !isWeighed)) return undefined;
  const isNew = flavour.name === 'keras3';
  // Tensors are brought to one rank there, arrays not.
  const isOther = ({ value }: Argument) => value.kind === 'tensor' && value.framework !== 'numpy';
  if (!isNew && args.some(isOther)) return undefined;
  const [target, output] = args.map(({ name, value, at }) => ({
    role: name === 'y_pred' ? 'output' : 'target',
    isNamed: name !== undefined,
    shape: value.kind === 'tensor' && !value.graph ? shapeOf(value) : undefined,
    tensor: value.kind === 'tensor' ? value : undefined,
    at,
  }));
  const loss = lossOf({ kind: 'string', value: name });
  if (!loss || !target?.shape || !output?.shape || target.isNamed || output.isNamed) return undefined;
  const result = isNew
    ? compareArrays(loss, target.shape, output.shape)
    : compareOldArrays(flavour.name, loss, target.shape, output.shape, isOfLogits(made));
  if (result.ok) return undefined;
  return refuseTarget(scene, { output: { ...output, role: 'output' }, target, mismatch: result.mismatch });
}

/** Whether it is known how the loss compares: before Keras 3 that was tried without the options of single losses. */
function isPlain({ name: version }: Flavour, { args, open }: Call): boolean {
  if (open || (version !== 'keras3' && version !== 'tf_keras' && version !== 'tf1')) return false;
  return version === 'keras3'
    ? args.every(({ name }) => name !== undefined && PLAIN_OPTIONS.has(name))
    : args.every(({ name }) => name === 'reduction' || name === 'name' || name === 'from_logits');
}

const isOfLogits = ({ args }: Call): boolean =>
  args.some(({ name, value }) => name === 'from_logits' && asBool(value) === true);
