/** The marker fixtures: test/fixtures/README.md says how they are written. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Analysis } from '../../src/analysis/index.ts';
import { hoverAt } from '../../src/report/index.ts';
import { locateIn, type Problem, problemsOf } from '../../src/rules/index.ts';
import { analyseTexts } from '../support/analyse.ts';
import { type Marker, markersOf, requirementsOf } from '../support/markers.ts';

const ROOT = 'test/fixtures';

const isProgram = (name: string): boolean => /\.(py|ts|tsx|js)$/.test(name);
/** Programs, and the data that they read. */
const isPart = (name: string): boolean => isProgram(name) || /\.(json|ya?ml|csv)$/.test(name);

describe('fixtures', () => {
  for (const [name, texts] of programsBelow(ROOT)) {
    it(name, async () => {
      const requirements = Object.values(texts).flatMap(requirementsOf);
      const programs = Object.entries(texts).filter(([file]) => isProgram(file));
      const pinned: Record<string, string> = {};
      if (requirements.length > 0) pinned['requirements.txt'] = `${requirements.join('\n')}\n`;
      const analysis = await analyseTexts(
        { ...texts, ...pinned },
        programs.map(([file]) => file),
      );
      for (const [file, text] of programs) compare(analysis, `/project/${file}`, text);
    });
  }
});

/** Programs by name: each file alone, the files of a `.project` folder together. */
function programsBelow(folder: string): readonly (readonly [string, Readonly<Record<string, string>>])[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap(entry => {
    const path = join(folder, entry.name);
    if (entry.isDirectory() && !entry.name.endsWith('.project')) return programsBelow(path);
    const names = entry.isDirectory()
      ? readdirSync(path, { recursive: true, encoding: 'utf8' })
      : [entry.name];
    const inside = entry.isDirectory() ? path : folder;
    const texts = Object.fromEntries(
      names
        .filter(isPart)
        .map(name => [name.replaceAll('\\', '/'), readFileSync(join(inside, name), 'utf8')]),
    );
    return Object.keys(texts).some(isProgram) ? [[path.slice(ROOT.length + 1), texts] as const] : [];
  });
}

function compare(analysis: Analysis, path: string, text: string): void {
  const markers = markersOf(text);
  const problems = problemsOf(analysis).get(path) ?? [];
  const told = problems.map(problem => describeProblem(problem, text)).sort();
  const expected = markers.filter(marker => marker.kind === 'problem');
  const unmatched = [...problems];
  for (const marker of expected) {
    const index = unmatched.findIndex(problem => fits(problem, marker, text));
    assert.ok(
      index >= 0,
      `${path}:${marker.line}: nothing fits ${marker.written}\nfound:\n${told.join('\n')}`,
    );
    unmatched.splice(index, 1);
  }
  assert.deepEqual(
    unmatched.map(problem => describeProblem(problem, text)),
    [],
    'problems without a marker',
  );
  for (const marker of markers) if (marker.kind === 'hover') compareHover(analysis, path, marker);
}

function fits(problem: Problem, marker: Extract<Marker, { kind: 'problem' }>, text: string): boolean {
  const lineEnd = text.indexOf('\n', problem.start);
  const end = lineEnd < 0 ? problem.end : Math.min(problem.end, lineEnd);
  const isThere = problem.start === marker.start && (marker.end === undefined || end === marker.end);
  return (
    isThere &&
    problem.severity === marker.severity &&
    problem.rule === marker.rule &&
    problem.message.includes(marker.part)
  );
}

function describeProblem({ start, end, severity, rule, message }: Problem, text: string): string {
  const line = text.slice(0, start).split('\n').length;
  return `${line}: ${severity}[${rule}] «${text.slice(start, end)}»: ${message}`;
}

function compareHover(
  analysis: Analysis,
  path: string,
  { start, part, line }: Extract<Marker, { kind: 'hover' }>,
): void {
  const file = analysis.files.get(path);
  assert.ok(file, path);
  const hover = hoverAt(file, start, { locate: locateIn(analysis.files) });
  const shown = hover?.markdown.replace(/[`\\]/g, '');
  if (part === 'none') assert.equal(shown, undefined, `${path}:${line}`);
  else assert.ok(shown?.includes(part), `${path}:${line}: ${part}\nis not in the hover:\n${shown}`);
}
