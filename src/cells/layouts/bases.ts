/** How frameworks write their parameters in equations. */
import type { Layout } from './layout.ts';

type Bases = Layout['bases'];

/** W x_t + U h_{t-1} + b (Keras). */
export const W_AND_U: Bases = {
  W: ['W', ''],
  U: ['U', ''],
  b: ['b', ''],
  bx: ['b', 'x'],
  bh: ['b', 'h'],
  p: ['p', ''],
  R: ['R', ''],
};

/** W_i x_t + b_i + W_h h_{t-1} + b_h (PyTorch). */
export const W_TWICE: Bases = {
  W: ['W', 'i'],
  U: ['W', 'h'],
  b: ['b', ''],
  bx: ['b', 'i'],
  bh: ['b', 'h'],
  p: ['p', ''],
  R: ['R', ''],
};
