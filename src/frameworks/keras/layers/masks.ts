/** What becomes of a mask at layers that have no place for it. */
import { suspectMisreading } from '../../array/scene.ts';
import type { Use } from '../core/description.ts';
import { maskMaker } from '../core/masks.ts';

/** Flatten gives no mask, and what was padding counts as data from there on. */
export function suspectLostMask(use: Use): void {
  const [input] = use.inputs;
  const maker = maskMaker(input?.tensor);
  if (!input || !maker) return;
  suspectMisreading(use, {
    about: 'lost-mask',
    tensor: input,
    axes: ['batch', 'steps', 'features'],
    axis: 1,
    at: input.at,
    names: [maker.class.name],
  });
}
