/** The last sentence of a warning: it is no error, and says so. */
export const runsAnyway = 'This runs, but almost surely not as meant.';
