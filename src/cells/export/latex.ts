/** A document in LaTeX: the equations of one step, the weights' shapes, and the numbers of one time step. */

import { numberText } from '../number-text.ts';
import { success } from '../result.ts';
import { dimsOf } from '../sizes.ts';
import { equationsOf } from '../step-equations.ts';
import { weightShapes } from '../weights.ts';
import { expressionLatex } from '../write.ts';
import { cellTold, type Exporter, fileNameOf } from './exported.ts';

/** Numbers of a vector that are written; more are cut with dots. */
const MOST_SHOWN = 12;

/** `time`: the step whose numbers are written. */
export const latexExporter =
  (time: number, digits: number): Exporter =>
  cell => {
    const { bound, sizes, trace } = cell;
    const equations = equationsOf(bound, dimsOf(sizes));
    const values = trace.at(time);
    const vector = (data: ArrayLike<number>): string => {
      const numbers = Array.from(data)
        .slice(0, MOST_SHOWN)
        .map(value => numberText(value, digits).replace('−', '-'));
      const dots = data.length > MOST_SHOWN ? ' & \\cdots' : '';
      return `\\begin{pmatrix} ${numbers.map(plain).join(' & ')}${dots} \\end{pmatrix}^{\\mathsf{T}}`;
    };
    const text = [
      `% ${oneLine(cell.name)}. ${oneLine(cellTold(cell))}`,
      '% Written by LSTM Shapes.',
      '\\documentclass{article}',
      '\\usepackage{amsmath}',
      '\\setcounter{MaxMatrixCols}{16}',
      '\\begin{document}',
      '',
      '\\begin{align*}',
      equations.map(({ latex }) => `  ${latex.replace('=', '&=')}`).join(' \\\\\n'),
      '\\end{align*}',
      '',
      '\\begin{tabular}{ll}',
      ...[...weightShapes(bound, sizes)].map(
        ([name, shape]) =>
          `  \\texttt{${escaped(name)}} & $(${shape.join(', ')}${shape.length === 1 ? ',' : ''})$ \\\\`,
      ),
      '\\end{tabular}',
      '',
      `Time step ${time}:`,
      '\\begin{align*}',
      bound.equations
        .map(({ target }) => {
          const data = values.value(target)?.data ?? [];
          return `  ${expressionLatex({ kind: 'symbol', name: target }, bound)} &= ${vector(data)}`;
        })
        .join(' \\\\\n'),
      '\\end{align*}',
      '',
      '\\end{document}',
      '',
    ].join('\n');
    return success({ fileName: fileNameOf(cell, '.tex'), language: 'latex', text });
  };

const oneLine = (text: string): string => text.replace(/[\p{C}\\%]/gu, ' ').slice(0, 300);

/** A file's own names must not be commands. */
const escaped = (text: string): string =>
  text
    .replace(/[\\{}]/g, '')
    .replace(/[_#$%&]/g, sign => `\\${sign}`)
    .replace(/[~^]/g, sign => `\\${sign}{}`);

const plain = (text: string): string => text.replace('∞', '\\infty');
