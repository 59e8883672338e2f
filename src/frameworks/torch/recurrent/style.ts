/** How PyTorch's recurrent layers take and refuse their arguments (torch/nn/modules/rnn.py). */
import { figure, torchStateName, torchStateRank, torchStateShape } from '../../../words/index.ts';
import type { RecurrentStyle } from '../../modules/recurrent/style.ts';
import { TORCH_NN } from '../dialect.ts';
import { packedOf } from '../packed.ts';
import { callPacked } from './packed-call.ts';

export const TORCH_RECURRENT: RecurrentStyle = {
  dialect: TORCH_NN,
  layout: 'torch',
  input: 'input',
  state: 'hx',
  unbatched: true,
  pairInList: true,
  singleInList: false,
  cellStateBroadcasts: false,
  cellGivesOutput: false,
  special: (use, settings, { value, at }) => {
    const packed = packedOf(value);
    return packed && callPacked(use, TORCH_RECURRENT, settings, packed, at);
  },
  words: {
    inputRank: (operation, rank) =>
      `${operation}: Expected input to be 2D or 3D, got ${rank}D ${operation === 'RNN' ? 'tensor ' : ''}instead`,
    spentGraph: 'Trying to backward through the graph a second time',
    noSteps: 'Expected sequence length to be larger than 0 in RNN',
    features: (wanted, given) =>
      `input.size(-1) must be equal to input_size. Expected ${figure(wanted)}, got ${figure(given)}`,
    dtype: 'RNN input dtype (torch.int64) does not match weight dtype (torch.float32)',
    tupleAsInput: `'tuple' object has no attribute 'dim'`,
    refusedAtCall: operation => `${operation.toLowerCase()}() received an invalid combination of arguments`,
    oneState: given => `'${given}' object has no attribute 'dim'`,
    stateCount: (operation, given) =>
      given < 2 ? 'tuple index out of range' : `${operation.toLowerCase()} expects two hidden states`,
    tensorForPair: isOne => (isOne ? 'index 1 is out of bounds for dimension 0 with size 1' : undefined),
    stateRank: torchStateRank,
    stateShape: (operation, role, wanted, given) =>
      wanted.length === 3
        ? torchStateShape(operation, role, wanted, given)
        : `Expected ${torchStateName(operation, role)} size`,
    cellRank: (operation, rank) => `${operation}: Expected input to be 1D or 2D, got ${rank}D instead`,
    cellFeatures: 'input has inconsistent input_size',
    cellDtype: 'mat1 and mat2 must have the same dtype',
    cellTensorForPair: `lstm_cell(): argument 'hx' (position 2) must be tuple of Tensors, not Tensor`,
    cellCount: 'lstm_cell expects two hidden states',
    cellStateShape: (role, isSize) => {
      const name = role === 'c_0' ? 'hidden1' : 'hidden0';
      return isSize
        ? `${name} has inconsistent hidden_size`
        : `Input batch size … doesn't match ${name} batch size`;
    },
  },
};
