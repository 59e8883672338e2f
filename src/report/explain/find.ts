/** The place in the workspace that an error text belongs to: by its traceback, by a problem that the analysis found, or by the sizes of layers. */
import type { LayerFact } from '../../analysis/result.ts';
import type { ErrorText } from '../../errors/index.ts';
import type { Problem } from '../../rules/index.ts';
import { constantOf, type Dim } from '../../shapes/index.ts';
import type { ExaminedFile, ExaminedPlace } from './examined.ts';
import { ENOUGH, type Fit, fitOf, likeness } from './fit.ts';
import { placesOf } from './frames.ts';
import { layerPoints } from './naming.ts';
import { constant } from './numbers.ts';

export interface FoundProblem {
  readonly file: ExaminedFile;
  readonly problem: Problem;
  readonly fit: Fit;
  /** A frame of the traceback stands at it. */
  readonly isInTraceback: boolean;
}

export interface FoundLayer extends ExaminedPlace {
  readonly fact: LayerFact;
}

export interface Found {
  /** The innermost line of the workspace in the traceback. */
  readonly raised: ExaminedPlace | undefined;
  /** Those that fit best, all alike; at most three. */
  readonly problems: readonly FoundProblem[];
  /** Where no problem fits: layers whose name and sizes do, at most three. */
  readonly layers: readonly FoundLayer[];
}

const MOST = 3;
/** What a frame at the place is worth; the innermost of them more. */
const IN_TRACEBACK = 6;
const INNERMOST = 3;

export function find(error: ErrorText, files: readonly ExaminedFile[]): Found {
  const frames = placesOf(error.frames, files);
  const raised = frames.at(-1);
  const all = files.flatMap(file => file.problems.map(problem => judged(problem, file, error, frames)));
  const fitting = all
    .filter(({ points }) => points >= ENOUGH)
    .sort((a, b) => b.points - a.points || Number(isError(b)) - Number(isError(a)));
  const best = fitting.filter(({ points }) => points === fitting[0]?.points);
  // Many that fit by their kind alone are none in particular.
  const isTelling = best.length <= MOST || best.some(({ fit }) => fit.isProven);
  const problems = isTelling ? best.slice(0, MOST) : [];
  return {
    raised,
    problems,
    layers: problems.length > 0 ? [] : layersFitting(error, files, raised !== undefined),
  };
}

function isError({ problem }: FoundProblem): boolean {
  return problem.severity === 'error';
}

function judged(
  problem: Problem,
  file: ExaminedFile,
  error: ErrorText,
  frames: readonly ExaminedPlace[],
): FoundProblem & { readonly points: number } {
  const fit = fitOf(problem, error, file);
  const at = frames.findLastIndex(frame => isAt(problem, frame));
  const isInTraceback = at >= 0;
  const near = isInTraceback ? IN_TRACEBACK + (at === frames.length - 1 ? INNERMOST : 0) : 0;
  // Of another kind, an error counts where the traceback ends: a line that must fail has failed. Elsewhere it is a chance.
  const isEnd = at === frames.length - 1 && problem.severity === 'error';
  const points = near > 0 && fit.points <= 0 && error.said && !isEnd ? 0 : fit.points + near;
  return { file, problem, fit, isInTraceback, points };
}

/** The refused statement, the marked part of it, or a call that led there. */
function isAt({ finding, file, start, end }: Problem, frame: ExaminedPlace): boolean {
  const ranges = [{ file, start, end }, ...(finding ? [finding.statement, ...finding.callers] : [])];
  return ranges.some(
    range => range.file === frame.file.facts.path && range.start <= frame.end && frame.start <= range.end,
  );
}

/** Points from which on the sizes or the name of a layer tell it from others. */
const TELLING = 4;

/** `isRaised`: a line is known already. */
function layersFitting(
  error: ErrorText,
  files: readonly ExaminedFile[],
  isRaised: boolean,
): readonly FoundLayer[] {
  const judgedLayers = files.flatMap(file =>
    file.facts.layers.map(fact => ({ file, fact, points: pointsOf(fact, error, file) })),
  );
  const most = Math.max(0, ...judgedLayers.map(({ points }) => points));
  if (most === 0) return [];
  const seen = new Set<string>();
  const best = judgedLayers
    .filter(({ points }) => points === most)
    .map(({ file, fact }) => ({ file, fact, start: fact.layer.site.start, end: fact.layer.site.end }))
    .filter(({ fact: { layer } }) => {
      const key = `${layer.site.file}:${layer.site.start}`;
      const isNew = !seen.has(key);
      seen.add(key);
      return isNew;
    });
  // By their class or name alone a few may be told where nothing else is known; many are none in particular.
  const isSaid = error.layer !== undefined || error.said?.layer?.types !== undefined;
  const isFew = isSaid && !isRaised && best.length <= MOST;
  return most >= TELLING || isFew ? best.slice(0, MOST) : [];
}

function pointsOf({ layer }: LayerFact, error: ErrorText, file: ExaminedFile): number {
  const facet = layer.layer;
  if (!facet) return 0;
  const { said } = error;
  if (said && said.frameworks.length > 0 && !said.frameworks.includes(facet.framework)) return 0;
  const clue = said?.layer;
  if (clue?.types && !clue.types.test(facet.type)) return 0;
  const input = facet.built.value.inputs[0];
  const points = [
    clue?.types ? 1 : 0,
    error.layer ? layerPoints(layer, error.layer, file) : 0,
    sizePoints(clue?.inputSize, facet.built.value.inputSize ?? facet.givenInputSize),
    sizePoints(clue?.units, facet.units),
    input && said?.shapes
      ? Math.max(0, ...said.shapes.map(shape => likeness(input.map(constant), shape)))
      : 0,
  ];
  return points.some(each => each < 0) ? 0 : points.reduce((sum, each) => sum + each, 0);
}

function sizePoints(said: number | undefined, own: Dim | undefined): number {
  const known = own && constantOf(own);
  if (said === undefined || known === undefined) return 0;
  return said === known ? 3 : -1;
}
