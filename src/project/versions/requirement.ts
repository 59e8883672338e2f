/** A package's name with its version range, and what files that state such things have in common. */

export interface Requirement {
  /** Normalised as PEP 503 says; packages of npm as they are. */
  readonly package: string;
  /** '==2.2.4', '^4.2.0', '2.1.0'; '' where the package is named without a version. */
  readonly range: string;
}

type Reader = (text: string) => readonly Requirement[];

export interface RequirementFile {
  readonly matches: (name: string) => boolean;
  readonly read: Reader;
  /** Files of the same form that it names, by their paths from its folder. */
  readonly included?: (text: string) => readonly string[];
}

export function versionIn([name, entry]: readonly [string, unknown]): readonly Requirement[] {
  const { version } = record(entry);
  return typeof version === 'string' ? [{ package: normalName(name), range: version }] : [];
}

export function found(match: RegExpMatchArray | null): readonly Requirement[] {
  return match?.[1] === undefined ? [] : [{ package: normalName(match[1]), range: match[2] ?? '' }];
}

/** One spelling for `tf_keras`, `tf.keras` and `tf-keras` (PEP 503); names of npm stay as they are. */
export function normalName(name: string): string {
  return name.startsWith('@') || name === 'brain.js' ? name : name.toLowerCase().replace(/[-_.]+/g, '-');
}

export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export function record(value: unknown): Readonly<Record<string, unknown>> {
  // A checked object's fields are unknown until each is checked in turn.
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
