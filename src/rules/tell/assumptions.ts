/** Names what an error rests on besides the program text: an error is as certain as these are. */
import type { Origin } from '../../shapes/index.ts';
import type { Assumption, Finding } from '../../values/index.ts';
import { codeAt, type Facts, placeWords } from './facts.ts';
import { code, frameworkTitle } from './words.ts';

/** One sentence an assumption. */
export function assumptionSentences(finding: Finding, facts: Facts): readonly string[] {
  const told = finding.assumptions.map(a => wordsOf(a, finding.file, facts));
  return [...new Set(told)];
}

function wordsOf(assumption: Assumption, from: string, facts: Facts): string {
  switch (assumption.kind) {
    case 'version': {
      const { framework, version } = assumption;
      const name = `${frameworkTitle(framework)} ${version.text}`;
      if (version.pinnedBy !== undefined) return `(With ${name}, ${version.pinnedBy}.)`;
      return `(${name} is assumed: nothing pins a version.)`;
    }
    case 'default': {
      const given = codeAt(facts, assumption.at);
      const value = given ? ` (${code(given)})` : '';
      return `(With the default of ${code(assumption.parameter)}${value}${placed(assumption.at, from, facts)}.)`;
    }
    case 'entry':
      return `(When ${code(assumption.name)}${placed(assumption.at, from, facts)} is called.)`;
  }
}

function placed(at: Origin, from: string, facts: Facts): string {
  const words = placeWords(facts, at, from);
  return words ? ` ${words}` : '';
}
