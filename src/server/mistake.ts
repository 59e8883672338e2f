/** The command that shows a problem as a mistake in the gate calculator. */
import { type CalculatorTarget, COMMANDS, commandLink } from '../protocol/commands.ts';
import { shownMistake } from '../report/index.ts';
import type { Problem } from '../rules/index.ts';
import type { Result } from './analyst.ts';
import type { Session } from './session.ts';

export const SHOW_MISTAKE = 'Show in the gate calculator';

/** undefined: the calculator has nothing to show of it. */
export function mistakeTarget(
  problem: Problem,
  result: Result,
  session: Session,
): CalculatorTarget | undefined {
  const shown = shownMistake(problem, result.facts);
  const place = shown && session.placeOf(shown.at.file, shown.at.start);
  return place && { ...place, mistake: shown.name };
}

/** A link for a hover over the problem; the first of those that stand there. */
export function mistakeLink(offset: number, result: Result, session: Session): string | undefined {
  for (const problem of result.problems) {
    if (offset < problem.start || offset > problem.end) continue;
    const target = mistakeTarget(problem, result, session);
    if (target) return `[${SHOW_MISTAKE}](${commandLink(COMMANDS.openCalculator, target)})`;
  }
  return undefined;
}
