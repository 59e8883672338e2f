/** Names under which PyTorch takes no module. https://docs.pytorch.org/docs/stable/generated/torch.nn.Module.html */
import type { Origin } from '../../shapes/index.ts';
import { refuseArgument, type Scene } from '../array/scene.ts';
import { isMemberKey } from '../parts.ts';

/** Attributes that each module has had since 1.0. */
const OF_ALL =
  'add_module apply buffers children cpu cuda double eval extra_repr float forward half load_state_dict modules named_buffers named_children named_modules named_parameters parameters register_buffer register_forward_hook register_parameter share_memory state_dict to train training type zero_grad'.split(
    ' ',
  );

export const OF_SEQUENTIAL: ReadonlySet<string> = new Set(OF_ALL);
export const OF_MODULE_DICT: ReadonlySet<string> = new Set([
  ...OF_ALL,
  ...'clear items keys pop update values'.split(' '),
]);

export interface NamedHere {
  readonly at: Origin;
  /** Attributes that what holds the module has already. */
  readonly taken?: ReadonlySet<string>;
}

/** States what is wrong with a name; false where nothing is. */
export function refuseName(scene: Scene, name: string | number, { at, taken }: NamedHere): boolean {
  if (scene.framework !== 'torch' || isMemberKey(name)) return false;
  const refuse = (aspect: 'type' | 'value', allowed: string, says: string): true => {
    refuseArgument(scene, {
      parameter: 'name',
      aspect,
      allowed,
      given: typeof name === 'number' ? String(name) : `'${name}'`,
      at,
      says,
    });
    return true;
  };
  if (typeof name === 'number') return refuse('type', 'a string', 'module name should be a string. Got int');
  if (name === '') return refuse('value', 'a name without dots', `name can't be empty string ""`);
  if (name.includes('.')) return refuse('value', 'a name without dots', `name can't contain "."`);
  return taken?.has(name) === true
    ? refuse('value', 'a name that no attribute has', `attribute '${name}' already exists`)
    : false;
}
