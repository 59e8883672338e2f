/** Gates under one letter each, so that the orders of two frameworks can be compared. */

/** The candidate goes by many letters: g, c and j of an LSTM; n, h and g of a GRU. */
export const candidateAlike = (gate: string, count: number): string =>
  (count === 4 ? 'gcj' : 'nhgc').includes(gate) ? 'candidate' : gate;
