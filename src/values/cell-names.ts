/** What people call the parts of a cell that they write down by hand. */

const MATRIX = /^(self\.)?([WUR](_?[a-z]{1,3})?|\w*kernel)$/;

/** What only weight matrices are called: `W`, `U_f`, `W_hh`, `kernel`. */
export const isMatrixName = (name: string): boolean => MATRIX.test(name);
