/** `mx.nd` as a module, which `hybrid_forward` gets as F too: there it may be the module of symbols, which stand for arrays of the same shapes. */
import { type ModuleValue, moduleOf } from '../parts.ts';
import { linalg, ND_MEMBERS, random } from './nd.ts';
import { np, npx } from './np.ts';

export const FUNCTIONS: ModuleValue = moduleOf('mxnet.nd', {
  ...ND_MEMBERS,
  random,
  linalg,
  np,
  npx,
  numpy: np,
});
