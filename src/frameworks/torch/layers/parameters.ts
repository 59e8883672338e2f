/** Lists and dicts of parameters. https://docs.pytorch.org/docs/stable/generated/torch.nn.ParameterList.html */
import { type Contents, moduleDict, moduleList } from '../../modules/lists.ts';
import { type NamedTensor, registerModule } from '../../modules/tree.ts';
import { parameterTensor } from '../../modules/weight-tensor.ts';
import { shapeOf } from '../../parts.ts';
import { TORCH_NN } from '../dialect.ts';

/** Tensors become parameters; what else is held is no part of the module's state. */
const PARAMETERS: Contents = {
  taken: ({ host, site }, value) =>
    value.kind === 'tensor' && value.source.role !== 'weight'
      ? parameterTensor(TORCH_NN, host, shapeOf(value), site, [value])
      : value,
  register: (self, held) => {
    const own = (): readonly NamedTensor[] =>
      held.value.modules.flatMap(([name, value]) =>
        value.kind === 'tensor' && value.source.role === 'weight' ? [[name, value] as const] : [],
      );
    registerModule(self, { children: () => [], parameters: own, own });
  },
};

export const PARAMETER_CONTAINERS = [
  moduleList(TORCH_NN, 'ParameterList', PARAMETERS),
  moduleDict(TORCH_NN, 'ParameterDict', PARAMETERS),
];
