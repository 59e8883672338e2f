/**
 * LSTM that lets in as much as it forgets (Greff et al., 2017): its forget gate is what the input gate leaves, so that the forget gate's own parameters
 * are stored and never read. ONNX' `input_forget=1`: https://onnx.ai/onnx/operators/onnx__LSTM.html
 */
import type { Cell } from './cell.ts';
import { lstm } from './lstm.ts';
import { lstmPeephole } from './lstm-peephole.ts';

const coupled = (cell: Cell): Pick<Cell, 'equations' | 'lines'> => ({
  equations: cell.equations.map(equation => (equation.startsWith('f_t') ? 'f_t = 1 - i_t' : equation)),
  lines: cell.lines.map(line =>
    line.gate === 'f'
      ? {
          ...line,
          does: 'how much of its old memory each unit keeps: what the input gate leaves',
          says: 'keeps {%} of its memory: what the input gate leaves',
        }
      : line,
  ),
});

export const lstmCoupled: Cell = {
  ...lstm,
  ...coupled(lstm),
  name: 'lstm-coupled',
  title: 'LSTM with coupled gates',
};

export const lstmPeepholeCoupled: Cell = {
  ...lstmPeephole,
  ...coupled(lstmPeephole),
  name: 'lstm-peephole-coupled',
  title: 'LSTM with peepholes and coupled gates',
};
