/** What the gate calculator opens with, for a place in a document. */
import type { CalculatorSpecParams, CalculatorSpecResult } from '../protocol/requests.ts';
import { calculatorSpecAt } from '../report/index.ts';
import type { Session } from './session.ts';

export function calculatorSpecFor(
  { uri, position }: CalculatorSpecParams,
  session: Session,
): CalculatorSpecResult {
  const program = session.programOf(uri);
  if (!program) return { reason: 'Open the file to see the arithmetic of its layers.' };
  const verdict = session.verdictOn(program);
  if (!verdict.analysed) return { reason: verdict.reason };
  const offset = program.offsetAt(uri, position);
  const result = session.freshResultOf(program);
  if (!result || offset === undefined)
    return { reason: 'This file could not be analysed; the log says why.' };
  return calculatorSpecAt(result.facts, offset, {
    locate: session.locate,
    uriOf: path => session.placeOf(path, 0)?.uri ?? uri,
  });
}
