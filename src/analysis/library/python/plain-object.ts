/** An object of a class of the standard library, of which its attributes are all that is known. */
import type { Call, NativeValue, Value } from '../../../values/index.ts';

export function plainObject(
  { host, site }: Pick<Call, 'host' | 'site'>,
  qualified: string,
  attributes: Readonly<Record<string, Value>>,
): NativeValue {
  return {
    kind: 'native',
    id: host.nextId(),
    class: {
      kind: 'native-class',
      name: qualified.slice(qualified.lastIndexOf('.') + 1),
      qualified,
      framework: 'python',
      ancestors: [],
      construct: call => call.host.unknown(`an object of \`${qualified}\``, call.site),
    },
    site,
    layer: undefined,
    model: undefined,
    behaviour: {
      attribute: (_host, name) => (Object.hasOwn(attributes, name) ? attributes[name] : undefined),
    },
  };
}
