/** The calculator as a plain text: what is on the screen at one place, in the order of reading, for screen readers and for notes. */
import { sentence } from '../describe.ts';
import { explain } from '../explain.ts';
import { numberText } from '../number-text.ts';
import { success } from '../result.ts';
import { dimsOf } from '../sizes.ts';
import { equationsOf } from '../step-equations.ts';
import type { Place } from '../steps.ts';
import { weightShapes } from '../weights.ts';
import { expressionText, symbolIn } from '../write.ts';
import { cellTold, type Exporter, fileNameOf } from './exported.ts';

/** Units whose numbers are written. */
const MOST_UNITS = 64;

export const textExporter =
  (place: Place, digits: number): Exporter =>
  cell => {
    const { bound, sizes, trace } = cell;
    const operation = trace.program.operations[place.operation];
    const values = trace.at(place.time);
    const shown = (data: ArrayLike<number>): string => {
      const numbers = Array.from(data)
        .slice(0, MOST_UNITS)
        .map(value => numberText(value, digits));
      return numbers.join(', ') + (data.length > MOST_UNITS ? `, and ${data.length - MOST_UNITS} more` : '');
    };
    const units = Math.min(operation ? (values.results[operation.index]?.rows ?? 0) : 0, MOST_UNITS);
    const text = [
      `# ${oneLine(cell.name)}`,
      '',
      cellTold(cell),
      '',
      '## Equations',
      '',
      ...equationsOf(bound, dimsOf(sizes)).map(
        ({ text: equation, shapesText, name, does }) =>
          `- ${name}: \`${equation}\`, shapes \`${shapesText}\`; ${does}.`,
      ),
      '',
      '## Weights',
      '',
      ...[...weightShapes(bound, sizes)].map(
        ([name, shape]) => `- \`${name}\` (${shape.join(', ')}${shape.length === 1 ? ',' : ''})`,
      ),
      '',
      `## Time step ${place.time} of 0 to ${trace.steps - 1}`,
      '',
      `- x_t: ${shown(values.value('x_t')?.data ?? [])}`,
      ...bound.equations.map(
        ({ target }) => `- ${symbolIn(bound, target)}: ${shown(values.value(target)?.data ?? [])}`,
      ),
      '',
      ...(operation
        ? [
            `## Operation ${place.operation + 1} of ${trace.program.operations.length}: ${
              operation.final ? symbolIn(bound, operation.target) : expressionText(operation.node, bound)
            }`,
            '',
            ...Array.from({ length: units }, (_, unit) => {
              const { subject, text: sum } = explain(trace, place, unit, 0, { digits, most: 20 });
              return `- ${subject} = ${sum}. ${sentence(trace, place, unit)}`;
            }),
            '',
          ]
        : []),
    ].join('\n');
    return success({ fileName: fileNameOf(cell, '.md'), language: 'markdown', text });
  };

const oneLine = (text: string): string => text.replace(/[\p{C}#`<]/gu, ' ').slice(0, 200);
