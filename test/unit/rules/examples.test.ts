/** A rule is its own proof: its wrong examples give exactly its problem at exactly the marked text, its right ones give nothing. */
import assert from 'node:assert/strict';
import { type Example, problemsOf, rules } from '../../../src/rules/index.ts';
import { analyseTexts } from '../../support/analyse.ts';

const SUFFIX = { python: 'py', typescript: 'ts' } as const;

async function problemsIn({ language }: Example, code: string) {
  const name = `main.${SUFFIX[language]}`;
  const problems = problemsOf(await analyseTexts({ [name]: code }));
  return (problems.get(`/project/${name}`) ?? []).map(({ rule, start, end, message }) => ({
    rule,
    text: code.slice(start, end),
    start,
    message,
  }));
}

describe('the examples of the rules', () => {
  for (const { name, wrong, right } of rules) {
    wrong.forEach((example, i) => {
      it(`${name}: wrong example ${i + 1}`, async () => {
        const code = example.code.replace(/[«»]/g, '');
        const marked = {
          rule: name,
          text: /«([^»]*)»/.exec(example.code)?.[1],
          start: example.code.indexOf('«'),
        };
        const found = await problemsIn(example, code);
        assert.deepEqual(
          found.map(({ message, ...rest }) => rest),
          [marked],
          found.map(each => each.message).join('\n'),
        );
      });
    });
    right.forEach((example, i) => {
      it(`${name}: right example ${i + 1}`, async () => {
        assert.deepEqual(await problemsIn(example, example.code), []);
      });
    });
  }
});
