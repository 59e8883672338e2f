/**
 * What running a file once has done, to be done again where another file of the same analysis imports it: a model's file of a thousand lines is
 * run once, not once more for each script that uses it.
 *
 * Nothing is taken on trust: a run is replayed only onto the state that it began from. Where the importing program has come otherwise to something
 * that the run wrote (a registry that two files fill) or has run one of its imports itself, the file is run again in that program.
 */
import type { ModuleValue, Recording, Value } from '../values/index.ts';
import type { Machine } from './machine.ts';
import type { RunState } from './run-state.ts';

export interface ModuleRun {
  readonly module: ModuleValue;
  /** What it wrote. */
  readonly writes: Recording;
  /** What it used and made. */
  readonly run: RunState;
  /** It and what it imported, by path. */
  readonly modules: ReadonlyMap<string, Value>;
  readonly unresolvedImports: number;
}

/** The run so far, as one that can be replayed; undefined where it changed what is not of the program's own making. */
export function keepRun(m: Machine, module: ModuleValue, start: number): ModuleRun | undefined {
  const { run } = m;
  if (run.patches.size > 0 || run.patchedClasses.size > 0) return undefined;
  return {
    module,
    writes: m.heap.recordingSince(start),
    run: run.copy(),
    modules: new Map(m.modules),
    unresolvedImports: m.unresolvedImports,
  };
}

/** The module as if it had been run here; undefined where it must be. */
export function replay(m: Machine, path: string): ModuleValue | undefined {
  const kept = m.moduleRuns.get(path);
  if (!kept || m.run.patches.size > 0 || m.run.patchedClasses.size > 0) return undefined;
  const isSame = [...kept.modules].every(([name, value]) => (m.modules.get(name) ?? value) === value);
  if (!isSame || !m.heap.replay(kept.writes)) return undefined;
  for (const [name, value] of kept.modules) m.modules.set(name, value);
  m.run.add(kept.run);
  m.unresolvedImports += kept.unresolvedImports;
  return kept.module;
}
