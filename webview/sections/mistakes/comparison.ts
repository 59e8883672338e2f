/** The right numbers beside those that the mistake gives. */
import { html, nothing, type TemplateResult } from 'lit';
import {
  at,
  type Comparison,
  type Matrix,
  type Mistake,
  numberText,
  symbolIn,
} from '../../../src/cells/index.ts';
import { type Grid, plainGrid } from '../../grids/grid.ts';
import { matrixView } from '../../grids/matrix.ts';
import type { ModelContext } from '../../page/context.ts';
import { comparisonOf } from './found.ts';

/** Differences below this are of rounding. */
const noticeable = 1e-6;

export function comparisonView(mistake: Mistake, context: ModelContext): TemplateResult | typeof nothing {
  const { model, state } = context;
  const comparison = comparisonOf(mistake, model, state);
  if (!comparison) return nothing;
  const { right, wrong } = comparison;
  const symbol = symbolIn(model.bound, comparison.symbol);
  return html`<div class="numbers-of-mistake">
    <h3>What ${culprit(mistake)} does to the numbers: ${symbol}, a column for each step</h3>
    <div class="flow">
      ${figureView('as it is meant', 'mistake-right', right, comparison, context)}
      ${figureView('with the mistake', 'mistake-wrong', wrong, comparison, context)}
    </div>
    <p class="sentence">${sentenceOn(comparison)}</p>
  </div>`;
}

/** Where more than one way to write it may run, the one that is computed. */
const culprit = ({ slip }: Mistake): unknown =>
  slip?.kind === 'sequence' ? html`<code>${slip.written}</code>` : 'the mistake that runs';

function figureView(
  name: string,
  id: string,
  matrix: Matrix,
  comparison: Comparison,
  context: ModelContext,
): TemplateResult {
  const isGate = comparison.symbol !== 'h_t';
  const grid: Grid = {
    ...plainGrid,
    id,
    label: `${symbolIn(context.model.bound, comparison.symbol)} ${name}, ${matrix.rows} by ${matrix.columns}`,
    rows: matrix.rows,
    columns: matrix.columns,
    value: (row, column) => at(matrix, row, column),
    scale: isGate ? { kind: 'gate' } : { kind: 'signed', limit: 1 },
    columnName: column => `t = ${column}`,
    numbers: [matrix],
    marks: [],
  };
  return html`<figure>
    <figcaption><b>${name}</b> <span class="shape">(${matrix.rows}, ${matrix.columns})</span></figcaption>
    ${matrixView(grid, context)}
  </figure>`;
}

function sentenceOn({ right, wrong, largest }: Comparison): string {
  if (right.columns !== wrong.columns) return 'Not even the number of columns is that of the steps.';
  const agrees = (time: number): boolean => {
    for (let row = 0; row < right.rows; row++)
      if (Math.abs(at(right, row, time) - at(wrong, row, time)) > noticeable) return false;
    return true;
  };
  const first = Array.from({ length: right.columns }, (_, time) => time).find(time => !agrees(time));
  if (first === undefined) return 'With these numbers nothing differs: it shows only with others.';
  const difference = `the largest difference is ${numberText(largest, 2)}`;
  if (first === 0) return `Every step is another; ${difference}.`;
  const before = first === 1 ? 'The first step is right' : `The first ${first} steps are right`;
  return `${before}, everything after it is another; ${difference}. Nothing in the shapes says so.`;
}
