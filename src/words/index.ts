/** What libraries raise, word by word, as functions of shapes: for the tables of the frameworks and for the calculator's mistakes. */
export { figure, figures, GAP, productFigure, tuple } from './figures.ts';
export { jaxElementwise, jaxOperands } from './jax.ts';
export { kerasIncompatible } from './keras.ts';
export { numpyOperands } from './numpy.ts';
export type { Differing, OperandWords, Pair } from './operands.ts';
export { tfjsOperands } from './tfjs.ts';
export { torchFolded, torchOperands, torchStateName, torchStateRank, torchStateShape } from './torch.ts';
