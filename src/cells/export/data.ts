/** Every number of a run as data: JSON with each operation of each step, CSV with a row for each step and unit. */
import { parametersOf } from '../bind.ts';
import { shortest } from '../exchange/index.ts';
import type { Matrix } from '../matrix.ts';
import { countText } from '../number-text.ts';
import { failure, success } from '../result.ts';
import { equationLines } from '../step-equations.ts';
import { joinWeights } from '../weights.ts';
import { expressionText, symbolIn } from '../write.ts';
import { type Exporter, fileNameOf, initialOf } from './exported.ts';

/** Numbers that a trace may have. */
const MOST_TRACED = 5_000_000;

/** Version of the form; it grows by adding. */
const VERSION = 1;

export const exportJson: Exporter = cell => {
  const { bound, sizes, parameters, precision, trace, x } = cell;
  const weights = joinWeights(bound, sizes, parameters);
  const stored = [...weights.values()].reduce((sum, { data }) => sum + data.length, 0);
  const traced = trace.program.operations.length * sizes.units * trace.steps;
  if (stored + traced > MOST_TRACED)
    return failure(
      'json',
      `A trace of ${countText(stored + traced)} numbers is too large; take fewer time steps or units.`,
    );
  const number = (value: number): unknown =>
    Number.isFinite(value) ? Number(shortest(value, precision)) : String(value);
  const list = (data: ArrayLike<number>): readonly unknown[] => Array.from(data, number);
  const rows = ({ rows: count, columns, data }: Matrix): readonly unknown[] =>
    Array.from({ length: count }, (_, row) =>
      list(Array.from(data).slice(row * columns, (row + 1) * columns)),
    );
  const document = {
    schemaVersion: VERSION,
    layer: cell.name,
    framework: bound.layout.title,
    cell: bound.cell.name,
    precision,
    sizes: { units: sizes.units, features: sizes.features, projection: sizes.projection, steps: trace.steps },
    equations: equationLines(bound),
    weights: [...weights].map(([name, { shape, data }]) => ({ name, shape, values: list(data) })),
    parameters: Object.fromEntries(
      parametersOf(bound).flatMap(({ symbol }) => {
        const matrix = parameters.get(symbol);
        return matrix ? [[symbolIn(bound, symbol), rows(matrix)]] : [];
      }),
    ),
    ...(bound.masks.length > 0 && {
      masks: Object.fromEntries(
        bound.masks.map(symbol => [symbolIn(bound, symbol), list(cell.masks?.get(symbol)?.data ?? [])]),
      ),
    }),
    x: rows(x),
    initialState: Object.fromEntries(
      bound.cell.states.map(({ previous }) => [
        symbolIn(bound, previous),
        list(initialOf(cell, previous).data),
      ]),
    ),
    steps: Array.from({ length: trace.steps }, (_, time) => {
      const values = trace.at(time);
      return Object.fromEntries(
        trace.program.operations.map(({ index, node, final, target }) => [
          final ? symbolIn(bound, target) : expressionText(node, bound),
          list(values.results[index]?.data ?? []),
        ]),
      );
    }),
  };
  const text = `${JSON.stringify(document, undefined, 1)}\n`;
  return success({ fileName: fileNameOf(cell, '_trace.json'), language: 'json', text });
};

export const exportCsv: Exporter = cell => {
  const { bound, precision, trace, sizes } = cell;
  const lines = bound.equations.map(({ target }) => target);
  if (lines.length * trace.steps * sizes.units > MOST_TRACED)
    return failure('csv', 'There are too many numbers for a table; take fewer time steps or units.');
  const head = ['t', 'unit', ...lines.map(target => symbolIn(bound, target))].join(',');
  const rows: string[] = [head];
  for (let time = 0; time < trace.steps; time++) {
    const values = trace.at(time);
    for (let unit = 0; unit < sizes.units; unit++) {
      const numbers = lines.map(target => {
        const value = values.value(target)?.data[unit];
        return value === undefined ? '' : shortest(value, precision);
      });
      rows.push([time, unit, ...numbers].join(','));
    }
  }
  return success({ fileName: fileNameOf(cell, '_steps.csv'), language: 'csv', text: `${rows.join('\n')}\n` });
};
