/** A place in a file as the calculator leads back to it. */
import type { SourcePlace } from '../protocol/calculatorSpec.ts';
import type { Locate } from '../rules/index.ts';

/** undefined: `locate` does not know the place. `uriOf` gives the document of a file. */
export function placeAt(
  file: string,
  offset: number,
  locate: Locate,
  uriOf: ((path: string) => string) | undefined,
): SourcePlace | undefined {
  const place = locate(file, offset);
  if (!place) return undefined;
  const label = file.slice(file.lastIndexOf('/') + 1);
  return uriOf ? { label, line: place.line, uri: uriOf(file) } : { label, line: place.line };
}
