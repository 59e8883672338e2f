/** The first thing that people read has what they need: both shapes or counts, the axis, and where the cause stands. */
import assert from 'node:assert/strict';
import { type Problem, problemsOf, rules } from '../../../src/rules/index.ts';
import { analyseTexts } from '../../support/analyse.ts';
import { errorIn, errorRecords } from '../../support/errors.ts';

type Part = 'sizes' | 'axis' | 'cause';

const NAME = 'it is about a name, which has no shape';
const ARGUMENT = 'it is about an argument, which stands where it is marked';
const ORDER = 'it is about what stands in which place, not about an axis';
const COUNT = 'it is about a number of things, not about one axis of them';

/** What a rule's message does not have, and why. A rule that is not named here has all of it. */
const EXEMPT: Readonly<Record<string, Readonly<Partial<Record<Part, string>>>>> = {
  'wrong-argument': { sizes: ARGUMENT, axis: ARGUMENT, cause: ARGUMENT },
  'dropout-on-one-layer': { sizes: ARGUMENT, axis: ARGUMENT, cause: ARGUMENT },
  'suspicious-argument': { sizes: ARGUMENT, axis: ARGUMENT, cause: ARGUMENT },
  'softmax-of-one': { sizes: 'there is one size, and it is 1', axis: ARGUMENT, cause: ARGUMENT },
  'softmax-over-steps': { cause: ARGUMENT },
  'not-callable': { sizes: NAME, axis: NAME, cause: NAME },
  'missing-attribute': { sizes: NAME, axis: NAME, cause: NAME },
  'suspicious-program': { sizes: NAME, axis: NAME, cause: NAME },
  'not-iterable': {
    sizes: 'what cannot be looped over has no count',
    axis: COUNT,
    cause: 'a function stands where it is marked',
  },
  'wrong-subscript': { axis: COUNT },
  'suspicious-tuple': { axis: COUNT },
  'suspicious-unpacking': { axis: COUNT },
  'tuple-as-tensor': { sizes: 'one tensor stands against the number of them', axis: COUNT },
  'wrong-unpacking': { axis: COUNT },
  'cell-state-as-hidden-state': { axis: ORDER },
  'reversed-sequence': { sizes: 'it is about the order of the steps, whatever their number' },
  'slow-kernel': { sizes: ARGUMENT, axis: ARGUMENT, cause: ARGUMENT },
  'swapped-kernels': { axis: ORDER },
  'unbounded-state': { sizes: ARGUMENT, cause: ARGUMENT },
  'bias-as-batch-first': { sizes: ARGUMENT, cause: ARGUMENT },
  'foreign-gate-order': { axis: ORDER },
  'lost-bias': { sizes: 'both biases have the same size', axis: 'it is about a weight that is not loaded' },
  'random-bias': { sizes: 'both biases have the same size', axis: 'it is about a weight that is not set' },
  'misnamed-results': { axis: ORDER },
  'exchanged-states': { sizes: 'both states have the same size', axis: ORDER },
  'unused-layer': { sizes: NAME, axis: NAME, cause: NAME },
  'undetached-state': { axis: 'it is about the graph of a state, not about an axis' },
};

/** A state too many, or one that is no tuple, is no matter of an axis. */
const isCounted = ({ finding }: Problem): boolean =>
  finding?.conflict.kind === 'initial-state' && finding.conflict.aspect !== 'shape';

const HAS: Readonly<Record<Part, (problem: Problem, text: string) => boolean>> = {
  sizes: (_, text) => (text.replace(/line \d+/g, '').match(/\d+/g)?.length ?? 0) >= 2,
  axis: (_, text) => /\baxis\b|\baxes\b|dimension|features|channels|batch|steps|elements/i.test(text),
  cause: ({ related }, text) => /line \d/.test(text) || related.length > 0,
};

function lacking(problem: Problem, where: string): readonly string[] {
  const [text = ''] = problem.message.split('\n');
  const parts: readonly Part[] = ['sizes', 'axis', 'cause'];
  return parts
    .filter(part => !HAS[part](problem, text) && !EXEMPT[problem.rule]?.[part])
    .filter(part => !(part === 'axis' && isCounted(problem)))
    .map(part => `${where}, ${problem.rule}: no ${part} in "${text}"`);
}

describe('what messages say', () => {
  it('are both sizes, the axis and the cause, in the wrong examples of all rules', async () => {
    const told: string[] = [];
    for (const { name, wrong } of rules)
      for (const { code, language } of wrong) {
        const file = language === 'python' ? 'main.py' : 'main.ts';
        const problems = problemsOf(await analyseTexts({ [file]: code.replace(/[«»]/g, '') }));
        for (const problem of [...problems.values()].flat()) told.push(...lacking(problem, name));
      }
    assert.deepEqual(told, []);
  });

  it('are the same in what frameworks refuse', async () => {
    const told: string[] = [];
    for (const record of errorRecords().filter(({ raises }) => raises)) {
      const problem = await errorIn(record);
      if (problem) told.push(...lacking(problem, record.id));
    }
    assert.deepEqual(told, []);
  }).timeout(120_000);

  it('exempt only rules that there are', () => {
    const names = rules.map(({ name }) => name);
    assert.deepEqual(
      Object.keys(EXEMPT).filter(name => !names.includes(name)),
      [],
    );
  });
});
