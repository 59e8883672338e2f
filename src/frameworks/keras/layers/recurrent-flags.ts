/** The constructor arguments of recurrent layers that are set or not. */
import { refuseArgument } from '../../array/scene.ts';
import type { Use } from '../core/description.ts';
import type { Options } from '../core/options.ts';

export interface RecurrentFlags {
  readonly return_sequences: boolean | undefined;
  readonly return_state: boolean | undefined;
  readonly go_backwards: boolean | undefined;
  readonly stateful: boolean | undefined;
  readonly unroll: boolean | undefined;
  readonly time_major: boolean | undefined;
}

export function readFlags(options: Options): RecurrentFlags {
  return {
    return_sequences: options.flag('return_sequences'),
    return_state: options.flag('return_state'),
    go_backwards: options.flag('go_backwards'),
    stateful: options.flag('stateful'),
    unroll: options.flag('unroll'),
    time_major:
      options.flavour.name === 'tf_keras' || options.flavour.name === 'tf1'
        ? options.flag('time_major')
        : false,
  };
}

/** Of a flag that is set, at the argument of the constructor. */
export function refuseFlag(use: Use, parameter: string, allowed: string): false {
  const written = use.layer.layer?.arguments.get(parameter);
  const at = written ?? use.site;
  refuseArgument(use, {
    parameter,
    aspect: 'value',
    allowed,
    at,
    given: written ? use.host.textOf(at) : 'True',
  });
  return false;
}
