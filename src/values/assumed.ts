import type { Dim } from '../shapes/index.ts';

/** Of a layer that takes a batch or one sample alone: an input whose axes nobody has counted is taken for a batch. */
export const TAKEN_FOR_BATCH = 'taken for a batch here';

/** Of an axis that would go if there were one of it: a size that is not known is taken for another. */
export const TAKEN_FOR_SEVERAL = 'taken for more than one here';

/** Whether a shape that has this size may have an axis less. */
export const isOfAssumedAxis = ({ origins }: Dim): boolean =>
  origins.some(({ what }) => what === TAKEN_FOR_BATCH || what === TAKEN_FOR_SEVERAL);
