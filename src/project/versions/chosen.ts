/**
 * Versions that a person has set by hand, for the editor or for a run of the command line: what can be read of them, and what is wrong
 * with the rest, in words.
 */
import { frameworkOf, type Pinned, type Release, SETTABLE } from './known.ts';
import { type Pins, pinsFrom } from './pins.ts';
import { releaseSet } from './ranges.ts';
import { normalName } from './requirements.ts';

export interface Chosen {
  /** `pinnedBy` is where they were set, as hovers and reports say it: 'setting'. */
  readonly pins: Pins;
  /** One sentence each, with its full stop. */
  readonly faults: readonly string[];
}

/** `value`: an object from framework to version or range, `{ "keras": "2.2.4", "torch": "~=1.13" }`; undefined sets nothing. */
export function readChosen(value: unknown, pinnedBy: string): Chosen {
  if (value === undefined || value === null) return { pins: new Map(), faults: [] };
  if (typeof value !== 'object' || Array.isArray(value)) return { pins: new Map(), faults: [NO_OBJECT] };
  const faults: string[] = [];
  const pins = pinsFrom(into => {
    for (const [name, version] of Object.entries(value)) {
      const entry = readEntry(name, version);
      if ('fault' in entry) faults.push(entry.fault);
      else into.set(entry.framework, { release: entry.release, pinnedBy, range: String(version) });
    }
  });
  return { pins, faults };
}

const NO_OBJECT = 'It maps names of frameworks to versions, as in { "keras": "2.2.4" }.';

type Entry = { readonly framework: Pinned; readonly release: Release } | { readonly fault: string };

function readEntry(name: string, version: unknown): Entry {
  const framework = SETTABLE.find(known => known === name);
  if (!framework) return { fault: nameFault(name) };
  const release = typeof version === 'string' ? releaseSet(version, framework) : undefined;
  return release ? { framework, release } : { fault: versionFault(name, version) };
}

function nameFault(name: string): string {
  const meant = frameworkOf(normalName(name));
  return meant
    ? `"${name}" is called "${meant}" here.`
    : `"${name}" is no framework whose version can be set: ${SETTABLE.join(', ')}.`;
}

function versionFault(name: string, version: unknown): string {
  const written = JSON.stringify(version);
  // 2.10 is the number 2.1, so what was meant cannot be told.
  if (typeof version === 'number') return `"${name}": ${written} needs quotes: "${written}".`;
  return `"${name}": ${written} is no version; write one such as "2.2.4" or "2.15", or a range such as "~=2.15".`;
}
