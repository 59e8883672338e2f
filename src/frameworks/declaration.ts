/**
 * A framework that is one file says all that is its own in that file: what the functions and layers do, and with `defineFramework` what other rooms must know
 * of it without loading them. `npm run generate` (build/declared.mjs) copies the latter, which is data, to where they look: src/profiles/declared.ts,
 * src/cells/layouts/declared.ts, src/protocol/declared.ts, the manifest, the README and the schemas.
 */
import type { CellName } from '../cells/cell.ts';
import type { Layout } from '../cells/layouts/layout.ts';
import type { DeclaredProfile } from '../profiles/declared-profile.ts';
import { PARAMETERS_ONLY } from '../profiles/manner.ts';
import { CONVERTING } from '../profiles/tensor-kind.ts';
import { PLAIN } from '../profiles/wording.ts';
import type { Framework, FrameworkName } from './parts.ts';

export interface Declaration {
  /** What the output calls it: the name of its folder and of its constant. */
  readonly name: FrameworkName;
  readonly profile: DeclaredProfile;
  /** How it stores the weights of its cells, under its own name; absent: it has none, or the layers go by another's. */
  readonly layout?: Omit<Layout, 'name' | 'title'>;
  /** Classes that the calculator may begin with, and the cell that each computes: { LSTMCell: 'lstm', GRUCell: 'gru-reset-after' }. */
  readonly begins?: Readonly<Record<string, CellName>>;
  /** Lines before a constructor call that `simulate` is given: what it takes for granted. */
  readonly imports?: string;
}

/** What a profile has where the declaration leaves it out: what is no other needs no copy. */
export const OTHERWISE = { tensors: CONVERTING, manner: PARAMETERS_ONLY, wording: PLAIN };

export interface DeclaredFramework extends Framework {
  readonly declared: Declaration;
}

export const defineFramework = (
  declared: Declaration,
  framework: Omit<Framework, 'name'>,
): DeclaredFramework => ({ ...framework, name: declared.name, declared });
