/** Methods asked of a class where an object of it was meant: `model = keras.Sequential`, and then `model.add(layer)`. */
import { refuseArgument, refused, type Scene, scenesOf } from './array/scene.ts';
import { isFunction } from './kinds.ts';
import {
  type Argument,
  bind,
  type Call,
  type FrameworkName,
  type NativeFunction,
  nativeFunction,
  signature,
  type Value,
} from './parts.ts';

/** The parameters that each asks for, by its name: 'self, layer'. What it takes besides differs by version. */
export type UnboundMethods = Readonly<Record<string, string>>;

/** The method of a class by its name; undefined where nothing is known of it. */
export function unboundMethod(
  framework: FrameworkName,
  type: string,
  methods: UnboundMethods,
  name: string,
): NativeFunction | undefined {
  const wanted = Object.hasOwn(methods, name) ? methods[name] : undefined;
  if (wanted === undefined) return undefined;
  const title = `${type}.${name}`;
  return nativeFunction(title, (call): Value => {
    const scene = scenesOf(framework)(call, title);
    if (refuses(scene, call, type, wanted)) return refused(scene);
    // With an object of the class it does what that one's own method does, which is not followed.
    const other = call.host.unknown(`\`${title}\``, call.site);
    return call.host.call(other, call.args, call.site, call.open);
  });
}

function refuses(scene: Scene, call: Call, type: string, wanted: string): boolean {
  const missing = missingIn(call, wanted.split(', '));
  if (missing !== undefined) {
    refuseArgument(scene, {
      parameter: missing,
      aspect: 'missing',
      allowed: `an object of the class \`${receiverIn(call) ?? type}\`, which a call of it makes`,
      at: call.site,
      says: `missing 1 required positional argument: '${missing}'`,
    });
    return true;
  }
  const bound = bind(call, signature(`${wanted}, *args, **kwargs`), scene.operation, scene.framework);
  const self = bound.given('self');
  if (bound.refused || !self || !isNoObject(self)) return bound.refused;
  refuseArgument(scene, {
    parameter: 'self',
    aspect: 'type',
    allowed: 'one made of the class: a call needs brackets',
    at: self.at,
  });
  return true;
}

/** `model` of `model.parameters()`. */
const receiverIn = ({ host, site }: Call): string | undefined =>
  /^([\w.]+)\.\w+\(/.exec(host.textOf(site))?.[1];

/** The only parameter that nothing is given for. */
function missingIn({ args, open }: Call, parameters: readonly string[]): string | undefined {
  const byPlace = args.filter(({ name }) => name === undefined).length;
  const missing = parameters.slice(byPlace).filter(name => !args.some(argument => argument.name === name));
  return open || missing.length !== 1 ? undefined : missing[0];
}

const isNoObject = ({ value }: Argument): boolean =>
  ['tensor', 'number', 'string', 'bool', 'list', 'dict'].includes(value.kind) || isFunction(value);
