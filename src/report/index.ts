/** A finished analysis for people and tools: hover, reports, JSON, terminal text, the calculator's starting point. Pure. */

export { specByHand } from './by-hand.ts';
export { calculableLayers, calculatorSpecAt, type NoSpec } from './calculator.ts';
export {
  type ExaminedFile,
  type Explained,
  explainError,
  type FoundProblem,
  fewEnough,
  type PageOptions,
  readingOrder,
} from './explain/index.ts';
export { githubLines } from './github.ts';
export { type Hover, type HoverOptions, hoverAt } from './hover/index.ts';
export { type CheckedFile, checkDocument, type JsonOptions } from './json.ts';
export { recurrentCount } from './layer-facts.ts';
export { fileReport, type ReportedFile, type ReportOptions, workspaceReport } from './markdown/report.ts';
export { type ShownMistake, shownMistake } from './mistake.ts';
export type { ShownProblem } from './problem.ts';
export { sarifLog, sarifResults } from './sarif.ts';
export { planOf } from './simulation/index.ts';
export { checkText, problemTexts, type TextOptions } from './text.ts';
export { type ReadWeights, weightsDocument, weightsText } from './weights.ts';
export { type Why, whyAt } from './why.ts';
