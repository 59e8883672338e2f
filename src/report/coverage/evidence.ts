/** What the coverage page is told beside the ledger: which names the real frameworks have, and what was recorded by running them. */
import type { FrameworkName } from '../../values/index.ts';

/** Public names of one module of a framework by what they are: test/goldens/names. */
export interface PublicNames {
  readonly framework: FrameworkName;
  readonly version: string;
  readonly modules: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
}

/** One recorded run: test/goldens. */
export interface Recorded {
  readonly framework: FrameworkName;
  /** 'keras 3.15.1'; undefined where the file does not say. */
  readonly version: string | undefined;
  /** What was run, as text that names the layers in it. */
  readonly text: string;
}

export interface Evidence {
  readonly names: readonly PublicNames[];
  readonly recorded: readonly Recorded[];
}

/** Whether any recorded program makes a layer of this name. */
export function wasRun(
  recorded: readonly Recorded[],
  framework: FrameworkName,
  path: string,
  name: string,
): boolean {
  const pattern = new RegExp(`\\b${name}(\\(|")`);
  const part = framework === 'flax' ? path.slice(path.lastIndexOf('.') + 1) : '';
  return recorded.some(
    record => record.framework === framework && record.text.includes(part) && pattern.test(record.text),
  );
}

/** 'keras 3.15.1', each once, in the order of their names. */
export function versionsOf(recorded: readonly Recorded[], framework: FrameworkName): readonly string[] {
  const versions = recorded.flatMap(record =>
    record.framework === framework && record.version !== undefined ? [record.version] : [],
  );
  return [...new Set(versions)].toSorted();
}
