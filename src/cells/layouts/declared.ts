/** Generated from src/frameworks by `npm run generate`: edit the framework's own file, not this one. */
import type { Layout } from './layout.ts';

export const DECLARED: readonly Layout[] = [];
