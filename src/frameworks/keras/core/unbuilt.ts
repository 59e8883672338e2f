/** What layers and models that have not been built or called do not have: an output, parameters to count, weights. */
import type { Origin } from '../../../shapes/index.ts';
import type { Host, Lack, Value } from '../../parts.ts';
import type { FlavourName } from './flavour.ts';
import type { Instance } from './instance.ts';

/** Of layers and models that have not been called on symbolic tensors. */
export function noEnd(layer: string, name: string, flavour: FlavourName): Lack {
  return {
    says: neverCalled(layer, name, flavour),
    instead: 'It has one once it has been called on a symbolic tensor, such as that of `Input`',
  };
}

function neverCalled(layer: string, name: string, flavour: FlavourName): string {
  if (flavour !== 'keras3' && name === 'output') return `Layer ${layer} has no inbound nodes.`;
  if (flavour !== 'keras3' && name === 'input') return `Layer ${layer} is not connected, no input to return.`;
  const called = flavour === 'keras3' ? ` ${layer}` : flavour === 'tf_keras' ? ` "${layer}"` : '';
  return `The layer${called} has never been called and thus has no defined ${name.replace('_', ' ')}.`;
}

/** How a message names the layer; elsewhere it is quoted. */
const CALLED: Partial<Record<FlavourName, (name: string) => string>> = {
  keras2: name => name,
  tf1: name => name,
  tf_keras: name => `layer ${name}`,
};

/** `count_params()` of what has not been built. */
export function refuseCount(
  host: Host,
  site: Origin,
  { name, flavour, value }: Pick<Instance, 'name' | 'flavour' | 'value'>,
): Value {
  const called = CALLED[flavour.name]?.(name) ?? `layer '${name}'`;
  const says = `You tried to call \`count_params\` on ${called}, but the layer isn't built.`;
  return refuseUnbuilt(host, site, { flavour, value }, 'count_params', says);
}

const BUILD = 'Call it on data, build it, or give it an input shape first';

/** A method of what has not been built. */
export function refuseUnbuilt(
  host: Host,
  site: Origin,
  { flavour, value }: Pick<Instance, 'flavour' | 'value'>,
  name: string,
  says: string,
): Value {
  host.refuse({
    kind: 'program',
    framework: flavour.framework,
    dialect: flavour.name,
    operation: 'what has not been built',
    at: site,
    layer: value,
    aspect: 'call',
    name,
    instead: BUILD,
    says,
  });
  return host.because({ missing: `a result of \`${name}\`, which is refused here`, at: site });
}

/** Of the weights of a Sequential model, where they are not simply none. */
export const noWeights = (model: string, flavour: FlavourName): Lack => ({
  says: `Weights for model ${flavour === 'tf1' ? model : `'${model}'`} have not yet been created.`,
  instead: BUILD,
});
