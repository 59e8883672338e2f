/** PyTorch. https://docs.pytorch.org/docs/stable/ */
import { opaqueClasses } from '../array/opaque.ts';
import { type Framework, float, moduleOf, NONE, nativeFunction, type Value } from '../parts.ts';
import { DATA } from './data/index.ts';
import { distributions } from './distributions.ts';
import { FUNCTIONAL } from './functional-table.ts';
import { TORCH_FUNCTIONS } from './functions.ts';
import { lightning, pytorchLightning } from './lightning.ts';
import { nnModule } from './nn.ts';
import { optimiser } from './optimisers.ts';
import { ao, quantization } from './quantization.ts';
import { torchTensors } from './tensors.ts';
import { checkpoints, func, vmapFunction } from './transforms.ts';
import { torchWords } from './words.ts';

const OPTIMISERS =
  'Adam AdamW SGD RMSprop Adagrad Adadelta NAdam RAdam LBFGS ASGD Adamax Adafactor Muon Rprop SparseAdam Optimizer'.split(
    ' ',
  );
const SCHEDULES =
  `ChainedScheduler ConstantLR CosineAnnealingLR CosineAnnealingWarmRestarts CyclicLR ExponentialLR LRScheduler LambdaLR LinearLR MultiStepLR
   MultiplicativeLR OneCycleLR PolynomialLR ReduceLROnPlateau SequentialLR StepLR`.split(/\s+/);
const optim = moduleOf('torch.optim', {
  ...Object.fromEntries(OPTIMISERS.map(name => [name, optimiser(`torch.optim.${name}`)])),
  lr_scheduler: moduleOf(
    'torch.optim.lr_scheduler',
    opaqueClasses('torch', 'torch.optim.lr_scheduler', SCHEDULES),
  ),
});

/** `@torch.no_grad()`, `with torch.no_grad():`, `torch.manual_seed(0)`: nothing that shapes depend on. */
const nothing = (name: string): Value => nativeFunction(name, () => NONE);
const decorator = (name: string): Value => nativeFunction(name, ({ args }) => args[0]?.value ?? NONE);

const functional = moduleOf('torch.nn.functional', FUNCTIONAL);

const torchModule = moduleOf('torch', {
  ...TORCH_FUNCTIONS,
  nn: () => nnModule(functional),
  optim,
  utils: moduleOf('torch.utils', { data: moduleOf('torch.utils.data', DATA), checkpoint: checkpoints }),
  ao,
  quantization,
  distributions,
  func,
  pi: float(Math.PI),
  e: float(Math.E),
  inf: float(Number.POSITIVE_INFINITY),
  nan: float(Number.NaN),
  vmap: vmapFunction,
  no_grad: nothing('torch.no_grad'),
  enable_grad: nothing('torch.enable_grad'),
  inference_mode: nothing('torch.inference_mode'),
  manual_seed: nothing('torch.manual_seed'),
  compile: decorator('torch.compile'),
  jit: moduleOf('torch.jit', {
    ...Object.fromEntries(
      ['script', 'trace', 'freeze', 'optimize_for_inference', 'export', 'ignore', 'unused'].map(name => [
        name,
        decorator(`torch.jit.${name}`),
      ]),
    ),
    save: nothing('torch.jit.save'),
  }),
});

export const torch: Framework = {
  name: 'torch',
  modules: {
    torch: () => torchModule,
    lightning: () => lightning,
    pytorch_lightning: () => pytorchLightning,
  },
  tensors: torchTensors,
  words: torchWords,
};
