/** How problems are labelled in every editor. */

/** The `source` of each diagnostic. */
export const PROBLEM_SOURCE = 'LSTM Shapes';
