/** The ways out: one menu. The page writes nothing itself; the extension asks where a file is to go. */
import { html, nothing, type TemplateResult } from 'lit';
import {
  countText,
  type ExportedCell,
  type Exporter,
  exportCsv,
  exportJson,
  exportKeras,
  exportNumpy,
  exportSpec,
  exportTorch,
  latexExporter,
  operationText,
  textExporter,
} from '../../../src/cells/index.ts';
import type { ExportMessage } from '../../../src/protocol/calculator.ts';
import type { Grid } from '../../grids/grid.ts';
import type { ModelContext } from '../../page/context.ts';
import { menu } from '../../page/menu.ts';
import { choiceOf, type Model } from '../../state/model.ts';
import { saved } from '../../state/save.ts';
import type { State } from '../../state/state.ts';
import { type Numbers, ownCount } from '../edits/matrices.ts';
import { keptNumbers } from '../edits/saved.ts';
import { pictureOf, pixelsOf, standaloneSvg } from './picture.ts';

export function exportView(context: ModelContext): TemplateResult {
  const { place, state } = context;
  const { digits } = state;
  const text = (title: string, exporter: () => Exporter, how: ExportMessage['how'] = 'save') => ({
    text: title,
    onChoose: () => written(exporter(), how, context),
  });
  return html`${menu({
    id: 'export',
    text: 'Export',
    items: [
      text('Script for NumPy', () => exportNumpy),
      text('Script for PyTorch', () => exportTorch),
      text('Script for Keras', () => exportKeras),
      text('Spec for lstm-shapes simulate', () => exportSpec),
      text('Trace as JSON', () => exportJson),
      text('Gates and states as CSV', () => exportCsv),
      text('Equations and numbers as LaTeX', () => latexExporter(place.time, digits)),
      { text: 'Matrices as SVG', onChoose: () => matricesAs('svg', context) },
      { text: 'Matrices as PNG', onChoose: () => matricesAs('png', context) },
      { text: 'Diagram as SVG', onChoose: () => diagramAsSvg(context) },
      text('Open as Text', () => textExporter(place, digits), 'open'),
      { text: 'Copy Link', onChoose: () => copyLink(context) },
    ],
  })}`;
}

export function exportProblemView({
  state: { exportProblem },
}: Pick<ModelContext, 'state'>): TemplateResult | typeof nothing {
  return exportProblem ? html`<div class="notice" role="alert"><p>${exportProblem}</p></div>` : nothing;
}

export function exportedCell(model: Model, { spec, part }: State): ExportedCell {
  const { bound, parameters, trace } = model;
  const { x, initialState, precision, sizes, masks = new Map() } = model.input;
  return {
    name: spec.layer,
    choice: choiceOf(spec),
    bound,
    sizes,
    parameters,
    x,
    initialState,
    precision,
    trace,
    masks,
    isReversed: part.reverse,
  };
}

function written(
  exporter: Exporter,
  how: ExportMessage['how'],
  { model, latest, dispatch, post }: ModelContext,
): void {
  const result = exporter(exportedCell(model, latest()));
  if (!result.ok) {
    dispatch({ type: 'exportTold', problem: result.problems.map(({ message }) => message).join(' ') });
    return;
  }
  dispatch({ type: 'exportTold', problem: undefined });
  post({ type: 'export', how, ...result.value, isBinary: false });
}

/** The operation that is shown. */
function shownGrids({ grids }: ModelContext): readonly Grid[] {
  return [...grids].filter(([id]) => id.startsWith('operand') || id === 'result').map(([, grid]) => grid);
}

function titleOf({ model, place }: ModelContext): string {
  const operation = model.program.operations[place.operation];
  return operation ? `t = ${place.time}: ${operationText(operation, model.bound, model.shapes)}` : '';
}

function matricesAs(kind: 'svg' | 'png', context: ModelContext): void {
  const { palette, state, post, dispatch } = context;
  const grids = shownGrids(context);
  if (grids.length === 0) {
    dispatch({ type: 'exportTold', problem: 'There is no operation on the page: choose Numbers above.' });
    return;
  }
  const picture = pictureOf({ title: titleOf(context), grids, palette, digits: state.digits });
  const fileName = `${fileStem(state)}_t${context.place.time}.${kind}`;
  const send = (text: string, isBinary: boolean): void =>
    post({ type: 'export', how: 'save', fileName, language: isBinary ? '' : 'xml', text, isBinary });
  if (kind === 'svg') send(picture.svg, false);
  else
    pixelsOf(picture).then(
      pixels => send(pixels, true),
      () => dispatch({ type: 'exportTold', problem: 'The picture could not be drawn: it is too large.' }),
    );
}

function fileStem({ spec }: State): string {
  return spec.layer.replace(/[^\p{L}\p{N}_-]+/gu, '_').slice(0, 60) || 'cell';
}

function diagramAsSvg({ palette, state, post, dispatch }: ModelContext): void {
  const drawing = document.querySelector('.diagram svg');
  if (drawing instanceof SVGSVGElement) {
    const text = standaloneSvg(drawing, palette.background);
    post({
      type: 'export',
      how: 'save',
      fileName: `${fileStem(state)}_diagram.svg`,
      language: 'xml',
      text,
      isBinary: false,
    });
  } else dispatch({ type: 'exportTold', problem: 'There is no diagram on the page: choose Numbers above.' });
}

/** A link holds numbers, never the names of files. */
function copyLink({ latest, dispatch, post }: ModelContext): void {
  const state = latest();
  if (ownCount(state) > keptNumbers) {
    const problem = `A link cannot hold ${countText(ownCount(state))} numbers. Export them as a file instead.`;
    dispatch({ type: 'exportTold', problem });
    return;
  }
  const parked = new Map([...state.parked].map(([key, work]) => [key, { ...work, ...inPlace(work) }]));
  post({ type: 'link', state: saved({ ...state, ...inPlace(state), parked, past: [], future: [] }) });
}

/** Numbers of a file as numbers. */
function inPlace({ edits, matrices }: Numbers): Numbers {
  return {
    edits,
    matrices: new Map(
      [...matrices].flatMap(([symbol, given]) => {
        if (given.origin.kind !== 'file') return [[symbol, given] as const];
        return given.matrix
          ? [[symbol, { matrix: given.matrix, origin: { kind: 'pasted' } as const }] as const]
          : [];
      }),
    ),
  };
}
