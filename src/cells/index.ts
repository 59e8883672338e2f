/** The public names of this room: cells, their equations, layouts, traces and explanations. */
export { type ActivationChoice, activationChoices } from './activation-choices.ts';

export { isGateActivation, mixesUnits, writtenActivation } from './activations.ts';
export { cellTitles } from './all-cells.ts';
export { type BoundCell, bindCell, type CellChoice, type Parameter, parametersOf } from './bind.ts';
export { type Breakpoints, nextStop, type SearchResult, type Stop, stopAt } from './breakpoints.ts';
export {
  type Card,
  cardOf,
  type Factor,
  type GivenSource,
  numberAt,
  ownTerms,
  type ResultSource,
  type Source,
  sourceOf,
  symbolSource,
  type Term,
} from './card.ts';
export type { Cell, CellName, CellState, Line, Role, SizeName } from './cell.ts';
export { inputSymbol } from './cell.ts';
export {
  expressionLimit,
  expressionNames,
  readExpression,
  type StepExpression,
  valueInStep,
} from './conditions/index.ts';
export {
  activationIn,
  type BoundChoice,
  conversionTold,
  convertChoice,
  convertParameters,
} from './convert/index.ts';
export { operationText, sentence } from './describe.ts';
export {
  type MatrixFormat,
  MOST_PASTED,
  readMatrix,
  shortest,
  type WrittenMatrix,
  writeMatrix,
} from './exchange/index.ts';
export {
  cardPieces,
  type ExplainOptions,
  type Explanation,
  explain,
  isFolded,
  type Progress,
  piecesText,
  progressAt,
  type SumPiece,
} from './explain.ts';
export {
  type ExportedCell,
  type ExportedText,
  type Exporter,
  exportCsv,
  exportJson,
  exportKeras,
  exportNumpy,
  exportSpec,
  exportTorch,
  latexExporter,
  textExporter,
} from './export/index.ts';
export { type Equation, type Expression, type OperatorName, symbolsIn } from './expression.ts';
export {
  type FilledWeight,
  type FillName,
  type FillShape,
  fillMatrix,
  fillNames,
  fillShapeOf,
  fillTitle,
  fillWeight,
  frameworkFill,
} from './fill/index.ts';
export { givenSentence, givenSubject, isOfOneStep } from './given.ts';
export { type Jump, readJump } from './jump.ts';
export { layoutNamed, layouts } from './layouts/index.ts';
export type { Layout, LayoutCell, StoredWeight } from './layouts/layout.ts';
export {
  at,
  columnVector,
  fromRows,
  type Matrix,
  type MatrixView,
  type Precision,
  viewAt,
  viewShape,
} from './matrix.ts';
export {
  type Attempt,
  type Comparison,
  compared,
  type Mistake,
  type MistakeName,
  mistakeNames,
  mistakesOf,
  type Piece,
  type Readings,
  type Setting,
  type VectorAxes,
  type Version,
} from './mistakes/index.ts';
export { letterOf } from './notation.ts';
export {
  inNotation,
  type Notation,
  originsOf,
  plainNotation,
  type Shown,
  withCandidate,
  withNotation,
} from './notations/index.ts';
export { countText, factorText, numberText, readNumber, smallText } from './number-text.ts';
export { type Kept, type OverTime, overTime, type TimeLine } from './over-time.ts';
export { parseEquation } from './parse.ts';
export { compile, type Operand, type Operation, type Program } from './program.ts';
export { failure, type Problem, type Result, success } from './result.ts';
export { sampleMasks, sampleParameters, sampleSequence } from './sample.ts';
export { type ShapeOperand, type ShapeStep, shapeSteps, symbolicSizes } from './shape-steps.ts';
export { bracketed, shapeOf, shapesLine, writtenShape } from './shape-text.ts';
export {
  type Convolution,
  contradictionsIn,
  type Merge,
  type Pass,
  readSpec,
  type Simulation,
  type SimulationPlan,
  type SimulationSpec,
  simulate,
  simulationJson,
  traceFault,
} from './simulate/index.ts';
export { type CellSizes, dimsOf, type NumericSizes, numericShape, symbolShapes } from './sizes.ts';
export { equationsOf, type StepEquation, stepEquations } from './step-equations.ts';
export {
  type Grain,
  lastPosition,
  moved,
  type Place,
  placeOf,
  positionCount,
  positionOf,
  type Stretch,
  timeFinished,
  type Walk,
  walkOf,
} from './steps.ts';
export {
  operandView,
  type Parameters,
  type StepValues,
  type Trace,
  type TraceInput,
  trace,
} from './trace.ts';
export {
  asMatrix,
  type Block,
  blocksOf,
  joinWeights,
  type StoredPlace,
  splitWeights,
  storedPlaceOf,
  type Tensor,
  type Weights,
  weightShapes,
} from './weights.ts';
export { activationText, expressionLatex, isLying, stepText, symbolIn } from './write.ts';
