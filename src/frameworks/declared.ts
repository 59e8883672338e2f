/** Generated from src/frameworks by `npm run generate`: edit the framework's own file, not this one. */
import type { DeclaredFramework } from './declaration.ts';
import { tinygrad } from './tinygrad/index.ts';

export { OTHERWISE } from './declaration.ts';

export const DECLARED: readonly DeclaredFramework[] = [tinygrad];
