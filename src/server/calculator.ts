/** What the gate calculator opens with, for a place in a document. */
import type { FileFacts } from '../analysis/result.ts';
import type { CalculatorSpecParams, CalculatorSpecResult, LayerPlace } from '../protocol/requests.ts';
import { calculableLayers, calculatorSpecAt, specByHand } from '../report/index.ts';
import type { Session } from './session.ts';

export function calculatorSpecFor(
  { uri, position, mistake }: CalculatorSpecParams,
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
  const places = {
    locate: session.locate,
    uriOf: (path: string) => session.placeOf(path, 0)?.uri ?? uri,
  };
  const spec = calculatorSpecAt(result.facts, offset, places);
  if (!('reason' in spec)) return spec;
  // A cell that the program writes down itself: the operands that do not fit are what is known of it.
  const here =
    mistake === undefined ? [] : result.problems.filter(each => each.start <= offset && offset <= each.end);
  const [byHand] = here.flatMap(problem => specByHand(problem, result.facts, places) ?? []);
  return byHand ?? { ...spec, layers: layersIn(result.facts, session) };
}

function layersIn(facts: FileFacts, session: Session): readonly LayerPlace[] {
  return calculableLayers(facts).flatMap(({ label, path, offset }) => {
    const place = session.placeOf(path, offset);
    const line = session.locate(path, offset)?.line;
    return place && line !== undefined ? [{ label, line, ...place }] : [];
  });
}
