/** Sentences about unpacking into the wrong number of names. */
import { profileOf } from '../../profiles/index.ts';
import type { Finding, UnpackConflict } from '../../values/index.ts';
import type { Facts } from './facts.ts';
import { layerWords, shapeText } from './operands.ts';
import { isLstm, resultsOf } from './results.ts';
import { argumentCode, capitalised, code, count } from './words.ts';

export function unpackSentences(conflict: UnpackConflict, facts: Facts, finding: Finding): readonly string[] {
  return [whatSentence(conflict, facts, finding), ...advice(conflict)];
}

function whatSentence(
  { expected, actual, producer, shape, framework }: UnpackConflict,
  facts: Facts,
  finding: Finding,
): string {
  const names = count(expected, 'name');
  const maker = producer ? layerWords(producer, finding.file, facts) : undefined;
  if (shape) {
    const of = maker ? ` of ${maker}` : '';
    return `A tensor ${shapeText(shape, framework)}${of} unpacks along its first axis into ${actual}, not into ${names}.`;
  }
  const given = count(actual, 'value');
  return maker
    ? `${capitalised(maker)} gives ${given}, which cannot be unpacked into ${names}.`
    : `${count(actual, 'value')} cannot be unpacked into ${names}.`;
}

function advice({ expected, actual, producer, framework, shape }: UnpackConflict): readonly string[] {
  if (!producer) return [];
  const { name } = producer.class;
  const { returnsOnRequest, hidden } = profileOf(framework).wording;
  if (shape && expected > 1) {
    if (returnsOnRequest) return [`Add ${argumentCode(framework, 'return_state', true)} to get its states.`];
    if (producer.layer?.recurrent && !isLstm(producer))
      return [`${name} has no cell state: there is only ${hidden}.`];
  }
  const results = resultsOf(producer);
  if (results) return [`Write ${code(results.code)}.`];
  return actual > expected && !shape ? [`Give all ${actual} a name.`] : [];
}
