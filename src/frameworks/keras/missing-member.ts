/** A class or function that this version of Keras does not have, though others do. */
import type { Scene } from '../array/scene.ts';
import { nativeFunction, type Value } from '../parts.ts';
import type { Flavour } from './core/flavour.ts';

/** Of a layer: a method that those of other versions have. */
export function missingMethod({ framework, operation }: Scene, name: string): Value {
  return nativeFunction(`${operation}.${name}`, call => {
    const at = call.site;
    call.host.refuse({
      kind: 'program',
      aspect: 'attribute',
      framework,
      operation,
      at,
      name,
      instead: undefined,
    });
    return call.host.unknown(`\`${name}\`, which this version does not have`, at);
  });
}

/** `module`: 'layers'; `instead`: a sentence of what to write. */
export function missingMember(flavour: Flavour, module: string, name: string, instead?: string): Value {
  const missing = nativeFunction(`keras.${module}.${name}`, call => {
    call.host.refuse({
      kind: 'program',
      aspect: 'attribute',
      framework: flavour.framework,
      operation: `${flavour.root}.${module}`,
      at: call.site,
      name,
      instead,
    });
    return call.host.unknown(`\`${name}\`, which this version does not have`, call.site);
  });
  return { ...missing, standing: 'refused' };
}
