/** What all cells can do. */
import type { Dialect } from '../../modules/dialect.ts';
import { GLUON_RNN } from '../dialect.ts';
import { unroll } from './unroll.ts';

export const GLUON_CELLS: Dialect = { ...GLUON_RNN, methods: { ...GLUON_RNN.methods, unroll } };
