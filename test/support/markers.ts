/** Reads the markers of a fixture; test/fixtures/README.md is their grammar. */

interface Common {
  /** Of the marker itself, from 1. */
  readonly line: number;
  readonly written: string;
  readonly start: number;
  readonly part: string;
}

export type Marker =
  | (Common & {
      readonly kind: 'problem';
      readonly severity: string;
      readonly rule: string;
      readonly end: number | undefined;
    })
  | (Common & { readonly kind: 'hover' });

const MARKER =
  /^(?<before>\s*(?:#|\/\/)\s*)(?<mark>\^+|<) (?:(?<severity>error|warning|information|hint)\[(?<rule>[\w-]+)\](?:: (?<part>.*))?|hover: (?<hover>.*))$/;

export function markersOf(text: string): readonly Marker[] {
  const markers: Marker[] = [];
  let [offset, target, code] = [0, 0, ''];
  text.split('\n').forEach((line, index) => {
    const groups = MARKER.exec(line)?.groups;
    if (groups) markers.push(markerOf(groups, { line: index + 1, written: line.trim(), target, code }));
    else if (/^\s*(#|\/\/)\s*(\^|<)/.test(line)) throw new Error(`line ${index + 1}: not a marker: ${line}`);
    else [target, code] = [offset, line];
    offset += line.length + 1;
  });
  return markers;
}

interface Place {
  readonly line: number;
  readonly written: string;
  /** Offset and text of the line it is about. */
  readonly target: number;
  readonly code: string;
}

function markerOf(
  groups: Readonly<Record<string, string | undefined>>,
  { line, written, target, code }: Place,
): Marker {
  const { before = '', mark = '', severity = '', rule = '', part = '', hover } = groups;
  const column = mark === '<' ? code.search(/\S/) : before.length;
  const start = target + column;
  if (hover !== undefined) return { kind: 'hover', line, written, start, part: hover };
  const end = mark === '<' ? undefined : start + mark.length;
  return { kind: 'problem', line, written, start, part, severity, rule, end };
}

/** The versions that the first line pins. */
export function requirementsOf(text: string): readonly string[] {
  const [first = ''] = text.split('\n');
  const match = /^(?:#|\/\/) requirements: (.*)$/.exec(first);
  return match?.[1] ? match[1].split(/\s+/) : [];
}
