/** Dropout that acts between stacked layers, given to a layer that has none above it. */
import { suspectArgument } from '../../array/scene.ts';
import { asNumber } from '../../parts.ts';
import type { Options } from '../options.ts';

/**
 * PyTorch, MindSpore and MXNet drop from what each layer but the last gives, Paddle from what each but the first gets: with one layer that is nothing.
 * `says`: what the framework warns of.
 */
export function suspectDropout(options: Options, says?: string): void {
  const rate = asNumber(options.bound.value('dropout'));
  if (rate === undefined || rate <= 0 || rate > 1 || options.int('num_layers') !== 1) return;
  suspectArgument(options.scene, {
    parameter: 'dropout',
    aspect: 'value',
    allowed: '0 while num_layers is 1 (it acts between layers only)',
    at: options.bound.at('dropout'),
    about: 'dropout-on-one-layer',
    says,
  });
}
