/** Matrices as text, out and in. */
export { MOST_PASTED, readMatrix } from './read.ts';
export {
  type MatrixFormat,
  pythonList,
  pythonNumber,
  shortest,
  type WrittenMatrix,
  writeMatrix,
} from './write.ts';
