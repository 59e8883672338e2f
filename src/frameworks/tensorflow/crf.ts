/**
 * `tf.contrib.crf`: tags above the outputs of a recurrent layer.
 * https://github.com/tensorflow/tensorflow/blob/v1.15.5/tensorflow/contrib/crf/python/ops/crf.py
 */
import type { Dim, Shape } from '../../shapes/index.ts';
import { result, type Scene } from '../array/scene.ts';
import { type Bound, moduleOf, shapeOf, tuple, type Value } from '../parts.ts';
import { moduleFunction, type Run } from './module-functions.ts';

const MODULE = 'tf.contrib.crf';

const define = (name: string, text: string, run: Run) => moduleFunction(MODULE, name, text, run);

/** The sizes of what each tag is worth at each step: (batch, steps, tags). */
function sizesOf(value: Value): readonly Dim[] {
  const shape = value.kind === 'tensor' ? shapeOf(value) : undefined;
  return shape?.length === 3 ? shape : [];
}

/** One number for each row of the batch. */
const perRow = (scene: Scene, batch: Dim | undefined): Value =>
  result(scene, batch && [batch], { dtype: 'float' });

const scores = (scene: Scene, { value }: Bound): Value => perRow(scene, sizesOf(value('inputs'))[0]);

/** How likely the tags are, and what each is worth after each other, which is made here where it is not given. */
function likelihood(scene: Scene, bound: Bound): Value {
  const [batch, , tags] = sizesOf(bound.value('inputs'));
  const given = bound.given('transition_params');
  const made: Shape | undefined = tags && [tags, tags];
  const transitions =
    given && given.value.kind !== 'none'
      ? given.value
      : result(scene, made, { dtype: 'float', role: 'weight' });
  return tuple([perRow(scene, batch), transitions]);
}

/** The best tags, and what they are worth. */
function decode(scene: Scene, bound: Bound): Value {
  const [batch, steps] = sizesOf(bound.value('potentials'));
  return tuple([result(scene, batch && steps && [batch, steps], { dtype: 'int' }), perRow(scene, batch)]);
}

const TAGGED = 'inputs, tag_indices, sequence_lengths, transition_params';

export const crf = moduleOf(MODULE, {
  crf_log_likelihood: define(
    'crf_log_likelihood',
    'inputs, tag_indices, sequence_lengths, transition_params=None',
    likelihood,
  ),
  crf_sequence_score: define('crf_sequence_score', TAGGED, scores),
  crf_log_norm: define('crf_log_norm', 'inputs, sequence_lengths, transition_params', scores),
  crf_decode: define('crf_decode', 'potentials, transition_params, sequence_length', decode),
});
