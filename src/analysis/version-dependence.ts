/**
 * Which refusals rest on the version of a framework: those that another modelled version does not make. The program is run again as that
 * version would: no rule has to say what differs between versions, and what follows from a difference (the shape of a bias) is found too.
 */
import { editionsOf } from '../frameworks/index.ts';
import type { Project } from '../project/source.ts';
import type { Origin } from '../shapes/index.ts';
import type { Assumption, Edition, Finding, FrameworkName, Version } from '../values/index.ts';
import type { Recorder } from './recorder.ts';

/** Nodes that a run as another version may visit, and all such runs together: what one does not come behind is not compared. */
const BUDGET = 300_000;
const BUDGET_OF_ALL = 600_000;

/** A run of the roots that have refusals, as far as the budget goes; it knows which of the statements it has passed. */
type Rerun = (project: Project, budget: number, statements: readonly Origin[]) => Recorder;

type Decider = FrameworkName | 'tf_keras';

/** Adds what they rest on to the refusals that a recorder holds. */
export function nameVersions(recorder: Recorder, project: Project, rerun: Rerun): void {
  if (recorder.findingCount === 0) return;
  const refusing = [...recorder.paths()].flatMap(path =>
    recorder.of(path).findings.map(({ statement }) => statement),
  );
  const others = [...versionsAsked(recorder)].flatMap(([framework, versions]) =>
    otherEditions(framework, [...versions.values()]).map(edition => ({ framework, versions, edition })),
  );
  const budget = Math.min(BUDGET, Math.floor(BUDGET_OF_ALL / Math.max(1, others.length)));
  for (const { framework, versions, edition } of others) {
    const other = rerun(asEdition(project, framework, edition), budget, refusing);
    compare(recorder, other, framework, versions);
  }
}

/** The versions that decided anything, by framework and then by file. */
function versionsAsked(recorder: Recorder): ReadonlyMap<FrameworkName, ReadonlyMap<string, Version>> {
  const asked = new Map<FrameworkName, Map<string, Version>>();
  for (const path of recorder.paths()) {
    for (const [framework, version] of recorder.of(path).versions) {
      if (framework === 'tf_keras') continue;
      const byFile = asked.get(framework) ?? new Map<string, Version>();
      asked.set(framework, byFile.set(path, version));
    }
  }
  return asked;
}

/** Those that none of the versions is of. */
function otherEditions(framework: FrameworkName, versions: readonly Version[]): readonly Edition[] {
  const editions = editionsOf(framework);
  const present = new Set(versions.map(version => editions.findLast(edition => isSince(version, edition))));
  return editions.filter(edition => !present.has(edition));
}

function isSince({ major, minor }: Version, since: Edition): boolean {
  return major > since.major || (major === since.major && minor >= since.minor);
}

function asEdition(project: Project, changed: FrameworkName, { major, minor }: Edition): Project {
  const version: Version = { major, minor, text: `${major}.${minor}`, pinnedBy: undefined };
  return {
    source: path => project.source(path),
    resolve: (from, module, level) => project.resolve(from, module, level),
    data: (from, name) => project.data(from, name),
    tensors: (from, name) => project.tensors(from, name),
    table: (from, name) => project.table(from, name),
    version: (file, framework: Decider) =>
      framework === changed ? version : project.version(file, framework),
  };
}

function compare(
  recorder: Recorder,
  other: Recorder,
  framework: FrameworkName,
  versions: ReadonlyMap<string, Version>,
): void {
  const [first] = versions.values();
  for (const path of recorder.paths()) {
    const { findings } = recorder.of(path);
    const version = versions.get(path) ?? first;
    if (!version) continue;
    const assumption: Assumption = { kind: 'version', framework, version };
    findings.forEach((finding, i) => {
      const isCompared = !restsOnVersion(finding) && other.hasPassed(finding.statement);
      if (!isCompared || !runsOn(finding, findings, other.of(path).findings)) return;
      findings[i] = { ...finding, assumptions: [...finding.assumptions, assumption] };
    });
  }
}

function restsOnVersion({ assumptions }: Finding): boolean {
  return assumptions.some(({ kind }) => kind === 'version');
}

/** Whether another version comes to the statement as this one does, and refuses nothing there. */
function runsOn({ statement }: Finding, here: readonly Finding[], there: readonly Finding[]): boolean {
  return there.every(
    other =>
      other.statement.start > statement.start ||
      (other.statement.start !== statement.start && here.some(finding => isSame(finding, other))),
  );
}

function isSame(a: Finding, b: Finding): boolean {
  return a.statement.start === b.statement.start && a.conflict.kind === b.conflict.kind;
}
