/** The shape report: every model as `summary()` prints it, every recurrent layer gate by gate, then the problems. One file, or a workspace. */
import type { FileFacts } from '../../analysis/result.ts';
import type { Locate } from '../../rules/index.ts';
import { recurrentCount, recurrentGroups } from '../layer-facts.ts';
import type { ShownProblem } from '../problem.ts';
import { reasonText } from '../reason.ts';
import { layerSection } from './layer.ts';
import { modelSections } from './model.ts';
import { placeText, problemList } from './problems.ts';
import { blocks, escaped } from './text.ts';

export interface ReportedFile {
  /** As shown: the path in the workspace, or as typed. */
  readonly path: string;
  /** undefined: the file could not be analysed; its problems say why. */
  readonly facts: FileFacts | undefined;
  readonly problems: readonly ShownProblem[];
}

export interface ReportOptions {
  readonly locate: Locate;
}

/** The report of one file, as a document of its own. */
export function fileReport(file: ReportedFile, options: ReportOptions): string {
  return `${blocks(`# Shape report: ${escaped(file.path)}`, ...fileBody(file, options, 2))}\n`;
}

/** The report of many files; those without layers and problems are only counted. */
export function workspaceReport(files: readonly ReportedFile[], options: ReportOptions): string {
  const shown = files.filter(file => hasContent(file));
  const title = '# Shape report';
  if (shown.length === 0) return `${blocks(title, `${filesText(files.length)} read. ${NOTHING}`)}\n`;
  const sections = shown.map(file => blocks(`## ${escaped(file.path)}`, ...fileBody(file, options, 3)));
  return `${blocks(title, summaryText(files, shown), ...sections)}\n`;
}

function hasContent({ facts, problems }: ReportedFile): boolean {
  return problems.length > 0 || (facts !== undefined && (facts.layers.length > 0 || facts.models.length > 0));
}

function summaryText(files: readonly ReportedFile[], shown: readonly ReportedFile[]): string {
  const recurrent = shown.reduce((n, { facts }) => n + recurrentCount(facts), 0);
  const problems = shown.reduce((n, file) => n + file.problems.length, 0);
  const layers = `${recurrent} recurrent ${recurrent === 1 ? 'layer' : 'layers'}`;
  return `${filesText(files.length)} read: ${layers}, ${problems} ${problems === 1 ? 'problem' : 'problems'}.`;
}

const filesText = (n: number) => `${n} ${n === 1 ? 'file' : 'files'}`;

/** What a file without layers is told. */
const NOTHING =
  `No layers of a neural network were found. What would be found: recurrent layers and their cells (LSTM, GRU, simple RNN, ConvLSTM, Bidirectional),
and the layers around them, of Keras and tf.keras, PyTorch and TensorFlow.js, in Python, notebooks, TypeScript and JavaScript.`.replace(
    /\n/g,
    ' ',
  );

/** `depth`: the level of the headings inside. */
function fileBody(
  { facts, problems }: ReportedFile,
  options: ReportOptions,
  depth: number,
): readonly string[] {
  const head = (title: string) => `${'#'.repeat(depth)} ${title}`;
  const told =
    problems.length > 0 ? [blocks(head('Problems'), problemList(problems, facts, options.locate))] : [];
  if (!facts) return told.length > 0 ? told : [NOTHING];
  if (facts.layers.length === 0 && facts.models.length === 0)
    return [NOTHING, ...told, ...cutSection(facts, options, head)];
  return [
    ...modelSections(facts.models, head),
    ...recurrentGroups(facts).map(group => layerSection(group, facts, options.locate, head)),
    ...told,
    ...cutSection(facts, options, head),
  ];
}

function cutSection(
  facts: FileFacts,
  { locate }: ReportOptions,
  head: (title: string) => string,
): readonly string[] {
  if (facts.cuts.length === 0) return [];
  const lines = facts.cuts.map(
    ({ at, reason }) =>
      `- ${placeText(at.file, at.start, locate)}: ${reasonText({ ...reason, at: undefined }, facts, locate)}`,
  );
  return [blocks(head('Left out'), lines.join('\n'))];
}
