/**
 * torch.ao.quantization: what it makes of a module behaves on shapes as the module did, so that it is given back; its weights are others.
 * https://docs.pytorch.org/docs/stable/quantization.html
 */
import { opaqueClass } from '../array/opaque.ts';
import { byName } from '../layer.ts';
import { shapeKeepingLayer } from '../modules/layers/pointwise.ts';
import { type ModuleValue, moduleOf, type NativeClass, NONE, nativeFunction, type Value } from '../parts.ts';
import { TORCH_NN } from './dialect.ts';
import { DYNAMIC_CLASSES, QUANTIZABLE_CLASSES } from './recurrent/quantizable.ts';

const given = (name: string): Value =>
  nativeFunction(`torch.ao.quantization.${name}`, ({ args: [model] }) => model?.value ?? NONE);
const opaque = (name: string): Value =>
  opaqueClass({ qualified: `torch.ao.quantization.${name}`, framework: 'torch' });

const WHOLE = [
  'quantize_dynamic',
  'quantize',
  'quantize_qat',
  'prepare',
  'prepare_qat',
  'convert',
  'fuse_modules',
  'fuse_modules_qat',
  'add_quant_dequant',
];

const QUANTIZATION = { ...TORCH_NN, path: 'torch.ao.quantization' };

const STUBS: readonly NativeClass[] = ['QuantStub', 'DeQuantStub'].map(name =>
  shapeKeepingLayer(QUANTIZATION, name, 'qconfig=None'),
);

export const quantization: ModuleValue = moduleOf('torch.ao.quantization', {
  ...Object.fromEntries(WHOLE.map(name => [name, given(name)])),
  ...byName(STUBS),
  ...Object.fromEntries(
    ['get_default_qconfig', 'get_default_qat_qconfig', 'get_default_qconfig_mapping'].map(name => [
      name,
      nativeFunction(`torch.ao.quantization.${name}`, call =>
        call.host.unknown('a configuration', call.site),
      ),
    ]),
  ),
  ...Object.fromEntries(['QConfig', 'QConfigMapping'].map(name => [name, opaque(name)])),
});

const dynamic = moduleOf('torch.ao.nn.quantized.dynamic', byName(DYNAMIC_CLASSES));
export const quantizable = moduleOf('torch.ao.nn.quantizable', byName(QUANTIZABLE_CLASSES));
export const quantized = moduleOf('torch.ao.nn.quantized', {
  dynamic,
  FloatFunctional: opaqueClass({ qualified: 'torch.ao.nn.quantized.FloatFunctional', framework: 'torch' }),
});

export const ao = moduleOf('torch.ao', {
  quantization,
  nn: moduleOf('torch.ao.nn', { quantizable, quantized }),
});
