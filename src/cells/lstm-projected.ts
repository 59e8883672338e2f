/**
 * LSTM with a projected hidden state (Sak et al., 2014): h has `projection` features, c keeps `units`.
 * PyTorch's `proj_size`: https://docs.pytorch.org/docs/stable/generated/torch.nn.LSTM.html
 */
import type { Cell } from './cell.ts';
import { cellState, lstm, lstmLines } from './lstm.ts';

export const lstmProjected: Cell = {
  name: 'lstm-projected',
  title: 'LSTM with projection',
  equations: [...lstm.equations.slice(0, -1), 'h_t = R * (o_t .* activation(c_t))'],
  lines: lstmLines,
  states: [{ symbol: 'h_t', previous: 'h_prev', name: 'hidden state', size: 'projection' }, cellState],
  roles: { ...lstm.roles, U: ['units', 'projection'], R: ['projection', 'units'] },
};
