/** Where x_t comes from: the sequence X, and the one row of it that leaves for this time step. */
import { html, type TemplateResult } from 'lit';
import {
  inputSymbol,
  isLying,
  type Place,
  type Source,
  shapeOf,
  shapesLine,
  symbolIn,
} from '../../../src/cells/index.ts';
import { size } from '../../../src/shapes/index.ts';
import type { Grid } from '../../grids/grid.ts';
import { plainGrid } from '../../grids/grid.ts';
import { matrixView } from '../../grids/matrix.ts';
import { sequenceGrid } from '../../grids/storageGrids.ts';
import { turned } from '../../grids/turned.ts';
import type { ModelContext } from '../../page/context.ts';
import { withWholeShapes } from '../../page/wholeShapes.ts';
import { sequenceSymbol } from '../../state/model.ts';
import { focusMode } from '../modes/modes.ts';

export function sequenceView(context: ModelContext): TemplateResult {
  const { model, place } = context;
  const { rows, columns } = model.x;
  const grid = sequenceGrid(model, place, context.state.pointed ?? context.state.given);
  const row = model.rowAt(place.time);
  const lies = isLying(model.bound);
  const own = inputGrid(place, row, grid, context.state.pointed ?? context.state.given);
  return html`<section class="panel sequence" aria-labelledby="sequence-title">
    <h2 id="sequence-title">One row of X at a time</h2>
    <div class=${lies ? 'flow' : 'flow one-line'}>
      <figure>
        <figcaption><b>X</b> <span class="shape">(${rows}, ${columns})</span></figcaption>
        ${matrixView(grid, context)}
      </figure>
      <div class="flow-arrow" aria-hidden="true"><span>row ${row}</span></div>
      <figure class=${lies ? '' : 'vector'}>
        <figcaption><b>x_t</b> <span class="shape">${lies ? `[1, ${columns}]` : `[${columns}, 1]`}</span></figcaption>
        ${matrixView(lies ? turned(own) : own, context)}
      </figure>
    </div>
    <p class="explain-sequence">${sentenceOn(context)}</p>
  </section>`;
}

/** x_t as a column, with the numbers of its row. */
function inputGrid(place: Place, read: number, sequence: Grid, pointed: Source | undefined): Grid {
  return {
    ...plainGrid,
    id: 'x_t',
    label: `x_t at time step ${place.time}, ${sequence.columns} by 1`,
    rows: sequence.columns,
    columns: 1,
    value: row => sequence.value(read, row),
    scale: sequence.scale,
    target: row => ({ symbol: sequenceSymbol, row: read, column: row }),
    spot:
      pointed?.kind === 'given' && pointed.symbol === inputSymbol && pointed.time === place.time
        ? { row: pointed.row, column: 0 }
        : undefined,
    numbers: [...sequence.numbers, read],
    marks: [],
  };
}

/** Why the equations take x_t and never X, worked out on this layer's own shapes. */
function sentenceOn({ model, place, dispatch }: ModelContext): TemplateResult {
  const { bound, shapes, x } = model;
  const operation = model.program.operations.find(({ operands }) =>
    operands.some(({ source }) => source.kind === 'symbol' && source.name === 'x_t'),
  );
  const weight = operation?.operands[0]?.expression ?? { kind: 'symbol', name: 'x_t' };
  const product = {
    kind: 'operation',
    operator: 'multiply',
    operands: [weight, { kind: 'symbol', name: 'x_t' }],
  } as const;
  const whole = new Map(shapes).set('x_t', [size(x.rows), size(x.columns)]);
  const result = shapeOf(product, whole);
  const line = shapesLine(product, whole);
  const state = symbolIn(bound, 'h_prev');
  const verdict = result.ok
    ? `gives ${x.columns === 1 ? 'a matrix' : `[${model.trace.sizes.units}, ${x.columns}]`}, which cannot be added to the column from ${state}`
    : 'does not fit';
  const show = (): void => {
    dispatch({ type: 'mistakeChosen', name: 'whole-sequence' });
    focusMode('mistakes');
  };
  if (isLying(bound))
    return html`The equations are for <b>one</b> time step: at t = ${place.time}, row ${model.rowAt(place.time)} of X is x_t, <code>[1, ${x.columns}]</code>.
      ${x.rows === 1 ? '' : html`<button class="link" @click=${show}><span class="link-text">What happens with the whole X?</span></button>`}`;
  return html`The equations are for <b>one</b> time step: at t = ${place.time}, row ${model.rowAt(place.time)} of X stands up as the column
    x_t, <code>[${x.columns}, 1]</code>. ${x.rows === 1 ? '' : html`With the whole X instead, <code>${withWholeShapes(line)}</code> ${withWholeShapes(verdict)}. <button class="link" @click=${show}><span class="link-text">What happens then?</span></button>`}`;
}
