/** The loss of connectionist temporal classification. https://docs.pytorch.org/docs/stable/generated/torch.nn.CTCLoss.html */
import { constantOf, less, type Shape, size } from '../../../shapes/index.ts';
import { contentOf } from '../../array/contents.ts';
import { refuseArgument, refused, refuseOperands, refuseRank, type Scene } from '../../array/scene.ts';
import { asInt, type Bound, itemsOf, type Operand, type Value } from '../../parts.ts';
import { reductionOf, refuseReduction } from './reduction.ts';
import { type Taken, tensorsAmong, withoutLook } from './taken.ts';
import { wrongLengths, wrongTargets } from './three.ts';

/** `blank` is one of the classes. */
function wrongBlank(scene: Scene, logProbs: Shape, options: Bound): Value | undefined {
  const [blank, classes] = [asInt(options.value('blank')), constantOf(logProbs.at(-1) ?? size(0))];
  if (blank === undefined || classes === undefined || (blank >= 0 && blank < classes)) return undefined;
  const says = 'blank must be in label range';
  return refuseArgument(scene, {
    parameter: 'blank',
    aspect: 'value',
    allowed: `from 0 to ${classes - 1}`,
    given: String(blank),
    at: scene.site,
    says,
  });
}

/** Lengths may be a sequence of whole numbers. */
const isOfLengths = (name: string, value: Value): boolean =>
  LENGTHS.includes(name) && (value.kind === 'list' || value.kind === 'number');

const LENGTHS = ['input_lengths', 'target_lengths'];

/** Lengths may be given as a tuple of numbers, as many as there are examples; one number is none. */
function wrongCounts(scene: Scene, logProbs: Shape, { operands }: Taken): Value | undefined {
  const batch = logProbs.length === 3 ? logProbs[1] : size(1);
  const examples = batch && constantOf(batch);
  for (const name of LENGTHS) {
    const value = operands.value(name);
    const count = itemsOf(value)?.length;
    const isOther = count !== undefined && examples !== undefined && count !== examples;
    const isBesideTensor =
      value.kind === 'list' && LENGTHS.some(other => operands.value(other).kind === 'tensor');
    if (value.kind === 'number' || isOther || isBesideTensor)
      return refuseArgument(scene, {
        parameter: name,
        aspect: 'value',
        allowed: 'a length for each example',
        at: operands.at(name),
        ...(isOther && { says: `${name} must be of size batch_size` }),
      });
    if (value.kind === 'tensor' && (value.dtype === 'float' || value.dtype === 'bool'))
      return refuseArgument(scene, {
        parameter: name,
        aspect: 'type',
        allowed: 'a tensor of integers',
        given: value.dtype === 'float' ? 'a tensor of floats' : 'a tensor of truth values',
        at: operands.at(name),
        says: `${name} must be integral`,
      });
  }
  return undefined;
}

export function connectionist(scene: Scene, taken: Taken): Value {
  const all = tensorsAmong(scene, taken, 4, isOfLengths);
  if (!all) return refused(scene);
  const [logProbs, targets, ...lengths] = all;
  const rank = logProbs?.shape?.length;
  if (!logProbs?.shape || rank === undefined) return withoutLook(scene, taken);
  if (rank !== 2 && rank !== 3) return refuseRank(scene, logProbs, [2, 3], ['steps', 'batch', 'classes']);
  const empty = logProbs.shape.findIndex(dim => constantOf(dim) === 0);
  if (empty >= 0)
    return refuseOperands(
      scene,
      [logProbs],
      { kind: 'too-small', axis: empty, dim: size(0), needed: size(1) },
      logProbs.at,
      'log_probs tensor must not be empty',
    );
  const wrong = wrongBlank(scene, logProbs.shape, taken.options) ?? wrongCounts(scene, logProbs.shape, taken);
  if (wrong) return wrong;
  if (reductionOf(scene, taken.options) === 'wrong') return refuseReduction(scene, taken.options);
  for (const operand of [...lengths, targets]) {
    if (!operand?.shape) continue;
    const check = operand === targets ? wrongTargets : wrongLengths;
    const mismatch = check(logProbs.shape, operand.shape);
    const says = operand === targets ? undefined : `${operand.role} must be of size batch_size`;
    const exact = mismatch?.kind === 'dims' ? { ...mismatch, isExact: true as const } : mismatch;
    if (exact) return refuseOperands(scene, [logProbs, operand], exact, operand.at, says);
  }
  return wrongLength(scene, logProbs, taken) ?? tooLong(scene, targets, taken) ?? withoutLook(scene, taken);
}

/** No length is negative, and none of the inputs longer than what the steps of log_probs are. */
function wrongLength(scene: Scene, { shape }: Operand, { operands }: Taken): Value | undefined {
  const steps = shape?.[0] && constantOf(shape[0]);
  for (const name of LENGTHS) {
    const content = contentOf(operands.value(name));
    const most = name === 'input_lengths' ? steps : undefined;
    const wrong = content?.find(length => length < 0 || (most !== undefined && length > most));
    if (wrong === undefined) continue;
    return refuseArgument(scene, {
      parameter: name,
      aspect: 'value',
      allowed: wrong < 0 ? 'lengths of at least 0' : `lengths of at most ${most}, the steps of log_probs`,
      given: `${wrong}`,
      at: operands.at(name),
      says: `Expected ${name} to have value at ${wrong < 0 ? 'least 0' : `most ${most}`}, but got value ${wrong}`,
    });
  }
  return undefined;
}

/** A row of targets is as long as the longest of them. */
function tooLong(scene: Scene, targets: Operand | undefined, { operands }: Taken): Value | undefined {
  const [, dim] = targets?.shape?.length === 2 ? targets.shape : [];
  const longest = Math.max(...(contentOf(operands.value('target_lengths')) ?? [0]));
  if (!targets || !dim || less(dim, size(longest)) !== true) return undefined;
  const says = `Expected tensor to have size at least ${longest} at dimension 1`;
  return refuseOperands(
    scene,
    [targets],
    { kind: 'too-small', axis: 1, dim, needed: size(longest) },
    targets.at,
    says,
  );
}
