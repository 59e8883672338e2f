/** What one place says of versions: which release, and what names it. */

import type { Version } from '../../values/framework.ts';
import { DERIVED } from './derive.ts';
import { frameworkOf, type Pinned, type Release, releaseText } from './known.ts';
import { releaseOf } from './ranges.ts';
import type { Requirement } from './requirements.ts';

export interface Pin {
  readonly release: Release;
  /** 'requirements.txt', '.venv', 'setting' */
  readonly pinnedBy: string;
  /** As written: what it leaves in besides `release`. */
  readonly range: string;
}

export type Pins = ReadonlyMap<Pinned, Pin>;

export function pinsFrom(fill: (pins: Map<Pinned, Pin>) => void): Pins {
  const pins = new Map<Pinned, Pin>();
  fill(pins);
  return pins;
}

/** The first that pins a framework decides. */
export function addPin(
  pins: Map<Pinned, Pin>,
  { package: name, range }: Requirement,
  pinnedBy: string,
): void {
  const framework = frameworkOf(name);
  if (framework === undefined || pins.has(framework)) return;
  const release = releaseOf(range, framework);
  if (release) pins.set(framework, { release, pinnedBy, range });
}

/** What decides about a framework: its own pin, or that of the framework that brings it. */
export function deciding(
  pins: Pins,
  framework: Pinned,
): { readonly of: Pinned; readonly pin: Pin } | undefined {
  const own = pins.get(framework);
  if (own) return { of: framework, pin: own };
  const from = DERIVED[framework]?.from;
  const base = from && pins.get(from);
  return from && base && releaseFrom(base, from, framework) ? { of: from, pin: base } : undefined;
}

/** A framework's release by its own pin, or by that of the framework that brings it. */
export function releaseFrom({ release }: Pin, of: Pinned, framework: Pinned): Release | undefined {
  return of === framework ? release : DERIVED[framework]?.release(release);
}

/** The version of a framework that pins say, and where. */
export function releaseIn(pins: Pins, framework: Pinned): Version | undefined {
  const decided = deciding(pins, framework);
  const release = decided && releaseFrom(decided.pin, decided.of, framework);
  return release && versionOf(release, decided.pin.pinnedBy);
}

export function versionOf(release: Release, pinnedBy: string | undefined): Version {
  return { major: release[0], minor: release[1], text: releaseText(release), pinnedBy };
}
