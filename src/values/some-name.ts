/** Attributes that are set under names that are not known: `setattr(self, f'layer{i}', layer)`. */
import { withAttribute } from './perhaps-set.ts';
import type { ObjectValue } from './value.ts';

type Attributes = ObjectValue['attributes']['value'];

/** No name that a program can write. */
export const SOME_NAME = '…';

/** With one more of which the name is not known, nor what else stands under such names. */
export const withSomeName = (attributes: Attributes): Attributes =>
  withAttribute(attributes, SOME_NAME, {
    kind: 'unknown',
    reason: { missing: 'an attribute whose name is computed' },
  });
