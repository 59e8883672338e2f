/** The types of declared.mjs for its test, which is TypeScript. */
import type { DeclaredFramework, OTHERWISE } from '../src/frameworks/declaration.ts';

/** A path from the repository's folder on, and the text of the file. */
type Written = readonly [path: string, text: string];

export function declaredList(root: string): readonly Written[];
export function refuseTwice(root: string, frameworks: readonly DeclaredFramework[]): void;
export function declaredData(
  frameworks: readonly DeclaredFramework[],
  otherwise: typeof OTHERWISE,
): readonly Written[];
export function formatted(path: string, text: string): string;
