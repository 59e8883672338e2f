/** A class or function that this version of Keras does not have, though others do. */
import { nativeFunction, type Value } from '../parts.ts';
import type { Flavour } from './core/flavour.ts';

/** `module`: 'layers' */
export function missingMember(flavour: Flavour, module: string, name: string): Value {
  const missing = nativeFunction(`keras.${module}.${name}`, call => {
    call.host.refuse({
      kind: 'program',
      aspect: 'attribute',
      framework: flavour.framework,
      operation: `${flavour.root}.${module}`,
      at: call.site,
      name,
      instead: undefined,
    });
    return call.host.unknown(`\`${name}\`, which this version does not have`, call.site);
  });
  return { ...missing, standing: 'refused' };
}
