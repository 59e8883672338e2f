/** What every framework says of itself in one place: a file each, told by no other room. No behaviour: what its layers and functions do is src/frameworks. */
import type { Manner } from './manner.ts';
import type { TensorKind } from './tensor-kind.ts';
import type { Wording } from './wording.ts';

export interface Profile {
  /** 'PyTorch' */
  readonly title: string;
  /** Its paragraph on the page of coverage: what the tables there do not say. The languages themselves are on no page. */
  readonly about?: string;
  /** Packages that bring it, as requirement files name them (PEP 503 normalised for Python). */
  readonly packages: readonly string[];
  /** For each major version the last minor one, oldest first. What nothing pins is the newest. */
  readonly minors: readonly (readonly [major: number, lastMinor: number])[];
  /** What its own arrays are called; absent: it computes with another's. */
  readonly tensorClass?: string;
  /** Whether its tensors are instances of that class, so that `isinstance` is decided: always, where they have axes, or (absent) not known. */
  readonly isOfItsClass?: 'always' | 'with-axes';
  /** How its tensors meet others. */
  readonly tensors: TensorKind;
  /** How reports tell its layers. */
  readonly manner: Manner;
  /** How messages speak its language. */
  readonly wording: Wording;
}
