/** Ways out of the calculator. */
export { exportCsv, exportJson } from './data.ts';
export type { ExportedCell, ExportedText, Exporter } from './exported.ts';
export { exportKeras } from './keras.ts';
export { latexExporter } from './latex.ts';
export { exportNumpy } from './numpy.ts';
export { exportSpec } from './spec.ts';
export { textExporter } from './text.ts';
export { exportTorch } from './torch.ts';
