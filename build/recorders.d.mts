/** The types of recorders.mjs for its test, which is TypeScript. */
interface Recorder {
  readonly name: string;
  /** From test/goldens on. */
  readonly script: string;
  readonly args: readonly string[];
  /** Packages, and what their version begins with. */
  readonly needs: Readonly<Record<string, string>>;
}

export const RECORDERS: readonly Recorder[];
