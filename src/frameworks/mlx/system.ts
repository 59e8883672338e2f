/** Devices, streams, memory and files of mlx.core: nothing that shapes depend on. https://ml-explore.github.io/mlx/build/html/python/devices_and_streams.html */
import { unknownDim } from '../../shapes/index.ts';
import { opaqueClass, opaqueFunction } from '../array/opaque.ts';
import { integer, moduleOf, NONE, nativeFunction, SOME_BOOL, SOME_FLOAT, type Value } from '../parts.ts';

const names = (text: string): readonly string[] => text.trim().split(/\s+/);

const table = (text: string, make: (name: string) => Value): Readonly<Record<string, Value>> =>
  Object.fromEntries(names(text).map(name => [name, make(name)]));

const opaque = (name: string): Value => opaqueClass({ qualified: `mlx.core.${name}`, framework: 'mlx' });
const giving = (value: Value) => (name: string) => nativeFunction(`mx.${name}`, () => value);

const numbers = opaqueClass({
  qualified: 'mlx.core.finfo',
  framework: 'mlx',
  behave: () => ({
    attribute: (_host, name) => (['min', 'max', 'eps'].includes(name) ? SOME_FLOAT : undefined),
  }),
});

export const SYSTEM: Readonly<Record<string, Value>> = {
  ...table(
    `eval async_eval synchronize save savez savez_compressed save_safetensors save_gguf set_default_device set_default_stream clear_cache
     clear_streams enable_compile disable_compile reset_peak_memory export_function export_to_dot set_printoptions`,
    giving(NONE),
  ),
  ...table(
    `get_active_memory get_cache_memory get_peak_memory get_memory_limit set_memory_limit set_cache_limit set_wired_limit
     get_array_buffer_size device_count`,
    giving(integer(unknownDim())),
  ),
  ...table('is_available can_cast issubdtype isdtype', giving(SOME_BOOL)),
  ...table(
    `Device DeviceType Dtype DtypeCategory Stream StreamContext stream cpu gpu default_device default_stream new_stream printoptions
     device_info get_printoptions floating integer inexact number generic signedinteger unsignedinteger complexfloating`,
    opaque,
  ),
  ...table(
    `load quantize dequantize quantized_matmul qqmm gather_mm gather_qmm gather_qqmm block_masked_mm segmented_mm hadamard_transform jvp vjp
     conv_general import_function exporter depends einsum_path result_type from_dlpack to_fp8 from_fp8 new_thread_local_stream
     new_thread_unsafe_stream`,
    name => opaqueFunction(`mx.${name}`, `what \`${name}\` gives`),
  ),
  finfo: numbers,
  iinfo: { ...numbers, name: 'iinfo', qualified: 'mlx.core.iinfo' },
  metal: moduleOf('mlx.core.metal', {
    ...table('is_available', giving(SOME_BOOL)),
    ...table('start_capture stop_capture clear_cache', giving(NONE)),
    ...table('get_active_memory get_cache_memory get_peak_memory', giving(integer(unknownDim()))),
    device_info: opaqueFunction('mx.metal.device_info', 'what `device_info` gives'),
  }),
};
