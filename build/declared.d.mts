/** The types of declared.mjs for its test, which is TypeScript. */
import type { DeclaredFramework } from '../src/frameworks/declaration.ts';
import type { Manner } from '../src/profiles/manner.ts';
import type { TensorKind } from '../src/profiles/tensor-kind.ts';
import type { Wording } from '../src/profiles/wording.ts';

/** A path from the repository's folder on, and the text of the file. */
type Written = readonly [path: string, text: string];

export function declaredList(root: string): readonly Written[];
export function declaredData(
  frameworks: readonly DeclaredFramework[],
  otherwise: { readonly plain: Wording; readonly kind: TensorKind; readonly manner: Manner },
): readonly Written[];
export function formatted(path: string, text: string): string;
