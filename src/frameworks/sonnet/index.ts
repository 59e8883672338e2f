/** Sonnet 2, on TensorFlow. https://sonnet.readthedocs.io/en/latest/ Of Sonnet 1, which builds graphs of TensorFlow 1, nothing is told. */
import { opaqueClasses } from '../array/opaque.ts';
import { functionMembers } from '../array/operation.ts';
import { arrayFlavour } from '../keras/functions.ts';
import { tensorBehaviourOf } from '../keras/tensors.ts';
import { byName } from '../layer.ts';
import { sequential } from '../modules/sequential.ts';
import { type Framework, moduleOf, nativeFunction, type Value } from '../parts.ts';
import { pythonWords } from '../words/python.ts';
import { BatchApply } from './batch-apply.ts';
import { CONV_LSTMS } from './conv-lstm.ts';
import { CORES } from './cores.ts';
import { DEEP_MEMBERS } from './deep.ts';
import { Module, RNNCore, SNT } from './dialect.ts';
import { LAYERS, NETS } from './layers.ts';
import { LSTMState } from './states.ts';
import { UNROLLS } from './unroll.ts';

const opaque = (path: string, names: string): Value =>
  moduleOf(`sonnet.${path}`, opaqueClasses('sonnet', `sonnet.${path}`, names.split(' ')));

const sonnetModule = moduleOf('sonnet', {
  ...byName([
    Module,
    RNNCore,
    LSTMState,
    sequential(SNT, 'Sequential'),
    BatchApply,
    ...CORES,
    ...CONV_LSTMS,
    ...LAYERS,
  ]),
  ...DEEP_MEMBERS,
  ...functionMembers(arrayFlavour('sonnet', 'snt'), UNROLLS),
  nets: moduleOf('sonnet.nets', byName(NETS)),
  optimizers: opaque('optimizers', 'Adam SGD Momentum RMSProp'),
  initializers: opaque(
    'initializers',
    'Constant Identity Ones Orthogonal RandomNormal RandomUniform TruncatedNormal VarianceScaling Zeros',
  ),
  // A method that runs once: what it is shall not change.
  once: nativeFunction(
    'snt.once',
    ({ args, host, site }) => args[0]?.value ?? host.unknown('a method', site),
  ),
});

const SONNET_1 = moduleOf('sonnet', {});

export const sonnet: Framework = {
  name: 'sonnet',
  words: pythonWords,
  modules: { sonnet: host => (host.version('sonnet').major < 2 ? SONNET_1 : sonnetModule) },
  tensors: tensorBehaviourOf('sonnet'),
};
