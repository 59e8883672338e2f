/** Answers why there is no shape at a place. */
import type { WhyParams, WhyResult } from '../protocol/requests.ts';
import { whyAt } from '../report/index.ts';
import type { Session } from './session.ts';

export function whyFor({ uri, position }: WhyParams, session: Session): WhyResult {
  const program = session.programOf(uri);
  if (!program) return { text: 'Open the file to ask about it.' };
  const verdict = session.verdictOn(program);
  if (!verdict.analysed) return { text: verdict.reason };
  const offset = program.offsetAt(uri, position);
  const result = session.freshResultOf(program);
  if (!result || offset === undefined) return { text: 'This file could not be analysed; the log says why.' };
  const { text, at, page } = whyAt(result.facts, offset, session.locate);
  const place = at && session.placeOf(at.file, at.start);
  const line = at && session.locate(at.file, at.start)?.line;
  const told = { text, ...(page !== undefined && { page }) };
  return place && line !== undefined ? { ...told, lost: { ...place, line } } : told;
}
