/** How serious each rule is to be taken, as people say it in settings and configuration files. */
import { rules } from '../all.ts';
import { fileRules } from '../file-rules.ts';
import type { Severity } from '../rule.ts';
import { closestName } from '../tell/closest.ts';

export type Level = Severity | 'off';

export const LEVELS: readonly Level[] = ['off', 'hint', 'information', 'warning', 'error'];

/** From the name of a rule to its level; rules that are not named keep their own severity. */
export type Levels = ReadonlyMap<string, Level>;

export const NO_LEVELS: Levels = new Map();

export interface ReadLevels {
  readonly levels: Levels;
  /** What is wrong, each a sentence that names the place: what fits counts all the same. */
  readonly faults: readonly string[];
}

/** Names of all rules, those of files as such included. */
export const ruleNames: readonly string[] = [...rules, ...fileRules].map(({ name }) => name);

/** Reads `{ "rule-name": "warning" }`. `place`: what the object is called where it stands, such as `rules`. */
export function readLevels(value: unknown, place: string): ReadLevels {
  if (value === undefined) return { levels: NO_LEVELS, faults: [] };
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return { levels: NO_LEVELS, faults: [`\`${place}\` must hold a level for each rule it names.`] };
  const levels = new Map<string, Level>();
  const faults: string[] = [];
  for (const [name, written] of Object.entries(value)) {
    const level = LEVELS.find(each => each === written);
    if (!ruleNames.includes(name)) faults.push(`\`${place}\`: ${unknownRule(name)}`);
    else if (level === undefined)
      faults.push(
        `\`${place}.${name}\` must be one of ${LEVELS.join(', ')}; it is ${JSON.stringify(written)}.`,
      );
    else levels.set(name, level);
  }
  return { levels, faults };
}

/** The rule that a misspelt name is nearest to. */
export function nearestRule(name: string): string | undefined {
  const near = closestName(
    name.replaceAll('-', '_'),
    ruleNames.map(each => each.replaceAll('-', '_')),
  );
  return near?.replaceAll('_', '-');
}

/** 'there is no rule `X`; did you mean `Y`?' */
export function unknownRule(name: string): string {
  const near = nearestRule(name);
  const hint = near === undefined ? '' : `; did you mean \`${near}\`?`;
  return `There is no rule \`${name}\`${hint || '.'}`;
}

/** Later ones count before earlier ones, rule by rule. */
export function joinLevels(all: readonly Levels[]): Levels {
  const filled = all.filter(({ size }) => size > 0);
  const [only = NO_LEVELS] = filled;
  return filled.length < 2 ? only : new Map(filled.flatMap(levels => [...levels]));
}
