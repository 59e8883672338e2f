/** Of a layer that takes a batch or one sample alone: an input whose axes nobody has counted is taken for a batch. */
export const TAKEN_FOR_BATCH = 'taken for a batch here';
