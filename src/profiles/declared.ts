/** Generated from src/frameworks by `npm run generate`: edit the framework's own file, not this one. */
import type { DeclaredProfile } from './declared-profile.ts';

export const DECLARED = {} satisfies Record<string, DeclaredProfile>;

/** Those of them that store the weights of a cell in a way of their own, which has their name. */
export const DECLARED_LAYOUTS = [] as const;
