/** Sentences about unpacking into the wrong number of names. */
import type { Finding, UnpackConflict } from '../../values/index.ts';
import type { Facts } from './facts.ts';
import { layerWords, shapeText } from './operands.ts';
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
  if (framework === 'torch') {
    if (/lstm/i.test(name))
      return [`Write ${code(/cell/i.test(name) ? 'h, c = ...' : 'out, (h_n, c_n) = ...')}.`];
    return [shape ? `${name} has no cell state: there is only h_n.` : `Write ${code('out, h_n = ...')}.`];
  }
  if (shape && expected > 1)
    return [`Add ${argumentCode(framework, 'return_state', true)} to get its states.`];
  return actual > expected ? [`Give all ${actual} a name.`] : [];
}
