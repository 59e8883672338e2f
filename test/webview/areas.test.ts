/** The places of a sum's numbers in the stored weights and the states, for every cell of every layout. */
import assert from 'node:assert/strict';
import { cells } from '../../src/cells/all-cells.ts';
import { cardOf, layouts } from '../../src/cells/index.ts';
import { cellOf, sourceAreas } from '../../webview/grids/areas.ts';
import { stateGrids } from '../../webview/grids/stateGrids.ts';
import { sequenceGrid, weightGrids } from '../../webview/grids/storageGrids.ts';
import { withCell } from '../../webview/sections/variant/change.ts';
import { modelOf } from '../../webview/state/model.ts';
import { initialState, reduce } from '../../webview/state/state.ts';
import { firstQuestion } from './calculatorPage.ts';

describe('the places of numbers', () => {
  for (const layout of layouts)
    it(`are where they are shown, as ${layout.title} stores them`, () => {
      for (const cell of Object.values(cells).filter(({ name }) => layout.cells[name])) {
        const spec = withCell(
          { ...firstQuestion, layoutName: layout.name, units: 3, inputSize: 2, steps: 3 },
          cell.name,
          3,
        );
        const result = modelOf(reduce(initialState(spec), { type: 'variantChosen', spec }));
        assert.ok('model' in result, JSON.stringify(result));
        const { model } = result;
        const place = { time: 1, operation: 0 };
        model.trace.at(2);
        const grids = [
          sequenceGrid(model, place, undefined),
          ...weightGrids(model, undefined, name => name, { pointed: undefined, lit: [] }).map(
            ({ grid }) => grid,
          ),
          ...stateGrids(model, place, undefined).map(({ grid }) => grid),
        ];
        for (const [operation, matrix] of model.trace.at(1).results.entries())
          for (let row = 0; row < matrix.rows; row++) {
            const source = { kind: 'result', time: 1, operation, row, column: 0 } as const;
            const areas = sourceAreas(model, source);
            for (const { factors } of cardOf(model.trace, source)?.terms ?? [])
              for (const { source: own, value, name } of factors) {
                const at = own && cellOf(model, own);
                const grid = at && grids.find(({ id }) => id === at.grid);
                if (!at) continue;
                assert.ok(grid, at.grid);
                assert.equal(grid.value(at.row, at.column), value, `${cell.name}: ${name}`);
                const isInside = areas
                  .get(at.grid)
                  ?.some(
                    area =>
                      at.row >= area.row &&
                      at.row < area.row + area.rows &&
                      at.column >= area.column &&
                      at.column < area.column + area.columns,
                  );
                assert.ok(isInside, `${cell.name}: ${name} is framed`);
              }
          }
      }
    });
});
