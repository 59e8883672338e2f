/** Frameworks by name and version. */
export type { FrameworkName } from '../profiles/index.ts';

/** A framework's version as far as it decides anything, and where that was read. */
export interface Version {
  readonly major: number;
  readonly minor: number;
  /** '2.2.4' */
  readonly text: string;
  /** 'requirements.txt', 'setting'; undefined: nothing says, so the newest. */
  readonly pinnedBy: string | undefined;
}
