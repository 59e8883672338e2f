/**
 * What running a file once has done, to be done again where another file of the same analysis imports it: a model's file of a thousand lines is
 * run once, not once more for each script that uses it.
 *
 * Nothing is taken on trust: a run is replayed only onto the state that it began from. Where the importing program has come otherwise to something
 * that the run wrote (a registry that two files fill) or has run one of its imports itself, the file is run again in that program.
 */
import type { ModuleValue } from '../values/index.ts';
import type { Machine } from './machine.ts';
import type { ModuleRun } from './run-state.ts';

/** Files that a kept run may hold which no other shares: more take more memory than running them again takes time. */
const MOST_OWN_MODULES = 8;

/** The run so far, as one that can be replayed; undefined where it changed what is not of the program's own making. */
export function keepRun(m: Machine, module: ModuleValue): ModuleRun | undefined {
  const { run } = m;
  if (run.isPatched) return undefined;
  const needs = [...m.replayed];
  const shared = needs.reduce((sum, { modules }) => sum + modules.size, 0);
  if (m.modules.size - shared > MOST_OWN_MODULES) return undefined;
  return {
    module,
    needs,
    writes: m.heap.recordingSince(
      0,
      needs.map(({ writes }) => writes),
    ),
    run: run.without(needs.map(need => need.run)),
    modules: new Map(m.modules),
    unresolvedImports: needs.reduce((left, need) => left - need.unresolvedImports, m.unresolvedImports),
  };
}

/** The module as if it had been run here; undefined where it must be. */
export function replay(m: Machine, path: string): ModuleValue | undefined {
  const kept = m.moduleRuns.get(path);
  return kept && replayRun(m, kept) ? kept.module : undefined;
}

/** Whether it could be: with all that it needs. */
function replayRun(m: Machine, kept: ModuleRun): boolean {
  if (m.replayed.has(kept)) return true;
  if (m.run.isPatched) return false;
  const isSame = [...kept.modules].every(([name, value]) => (m.modules.get(name) ?? value) === value);
  if (!isSame || !kept.needs.every(need => replayRun(m, need)) || !m.heap.replay(kept.writes)) return false;
  for (const [name, value] of kept.modules) m.modules.set(name, value);
  m.run.add(kept.run);
  m.unresolvedImports += kept.unresolvedImports;
  m.replayed.add(kept);
  return true;
}
