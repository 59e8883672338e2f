/** Sentences about a wrong number of axes. */
import type { FrameworkName, RankConflict } from '../../values/index.ts';
import { recurrentOrigin, shapeText } from './operands.ts';
import { argumentCode, capitalised, oneOf, subjectWords } from './words.ts';

/** 'LSTM expects 3 dimensions (batch, steps, features), but gets 2: (batch, 10)', without the full stop. */
export function rankSentence(conflict: RankConflict): string {
  const { operation, input, ranks, axes, framework } = conflict;
  const names = ranks.includes(axes.length) ? ` (${axes.join(', ')})` : '';
  const plural = ranks.length === 1 && ranks[0] === 1 ? 'dimension' : 'dimensions';
  const where = input.role === 'input' || input.role === 'inputs' ? '' : ` for ${input.role}`;
  const given = input.shape
    ? `${input.shape.length}: ${shapeText(input.shape, framework)}`
    : 'another number';
  return `${capitalised(subjectWords(operation))} expects ${oneOf(ranks)} ${plural}${names}${where}, but gets ${given}`;
}

/** How to add or remove axes, in the framework's own words; undefined where the rank is not known. */
export function rankAdvice({ input, ranks, axes, framework, operation }: RankConflict): string | undefined {
  const actual = input.shape?.length;
  if (actual === undefined || ranks.length === 0) return undefined;
  if (actual < Math.min(...ranks))
    return addAxis(framework, Math.min(...ranks) - actual, axes, input.tensor?.graph !== false);
  if (actual <= Math.max(...ranks)) return undefined;
  const sequence = recurrentOrigin(input.tensor);
  if (sequence?.source.role === 'sequence' && sequence.source.layer?.layer?.flags.get('return_sequences')) {
    return `Leave out ${argumentCode(framework, 'return_sequences', true)} in the ${sequence.source.operation}, or take its last step.`;
  }
  return removeAxis(framework, operation);
}

function addAxis(
  framework: FrameworkName,
  missing: number,
  axes: readonly string[],
  isGraph: boolean,
): string {
  const inner = axes.slice(1).join(', ');
  const what = missing === 1 ? 'the missing axis' : `the ${missing} missing axes`;
  switch (framework) {
    case 'torch':
      return `Add ${what} with \`unsqueeze\`.`;
    case 'tfjs':
      if (!isGraph) return `Add ${what} to the data with \`tf.expandDims\`.`;
      return `Give the first layer an \`inputShape\` of [${inner}], or add ${what} with \`tf.layers.reshape\`.`;
    case 'keras':
    case 'tensorflow':
      if (!isGraph) return `Add ${what} to the data with \`[..., np.newaxis]\`.`;
      return `Give \`Input\` a shape of (${inner}), or add ${what} with a \`Reshape\` layer.`;
    case 'numpy':
    case 'jax':
    case 'flax':
    case 'haiku':
      return `Add ${what} with \`[..., None]\`.`;
    default:
      return `Add ${what} with a reshape.`;
  }
}

function removeAxis(framework: FrameworkName, operation: string): string {
  if (framework === 'keras' || framework === 'tensorflow') {
    return `Merge or drop axes with a \`Reshape\` layer, or apply ${operation} to each slice with \`TimeDistributed\`.`;
  }
  if (framework === 'tfjs') return 'Merge or drop axes with `tf.layers.reshape` or `tf.squeeze`.';
  return framework === 'torch'
    ? 'Merge axes with `flatten`, or drop one with `squeeze` or an index.'
    : 'Merge or drop axes with a reshape.';
}
