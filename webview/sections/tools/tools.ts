/** The bar at the foot of the page: the chosen cell of the matrix that the keyboard is on, and what can be done to that matrix. */
import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import {
  countText,
  type FillName,
  fillNames,
  fillTitle,
  frameworkFill,
  type MatrixFormat,
  type Result,
  shortest,
  writeMatrix,
} from '../../../src/cells/index.ts';
import { numberBefore } from '../../grids/cells.ts';
import type { Grid } from '../../grids/grid.ts';
import type { ModelContext } from '../../page/context.ts';
import { button, checkbox, field } from '../../page/controls.ts';
import { menu } from '../../page/menu.ts';
import { type Cursor, type Done, filled, isEditable, pasted, shownMatrix, weightOf } from './place.ts';

export function toolsView(context: ModelContext): TemplateResult | typeof nothing {
  const { state, grids } = context;
  const { cursor } = state;
  const grid = cursor && grids.get(cursor.grid);
  if (!cursor || !grid) return nothing;
  const name = nameOf(grid);
  const value = grid.value(cursor.row, cursor.column);
  const before = numberBefore(grid, context, cursor.row, cursor.column);
  const number = (each: number): string => shortest(each, state.precision).replace('-', '−');
  return html`<section class="tools" aria-label=${`Matrix ${name}`}>
    <div class="tools-row">
      <b class="tools-name">${name}</b>
      <span class="readout">[${cursor.row}, ${cursor.column}] = ${value === undefined ? '…' : number(value)}${before === undefined || before === value ? '' : `, before ${number(before)}`}</span>
      <span class="spacer"></span>
      ${isEditable(grid) ? setView(grid, context) : nothing} ${copyView(grid, name, context)}
    </div>
    ${state.pasting === undefined ? nothing : pasteView(state.pasting, grid, cursor, context)}
    ${noteView(context)}
  </section>`;
}

/** What stands in front of the sizes in its label. */
function nameOf({ label }: Grid): string {
  return label.replace(/( as stored)?[,:].*$/, '').replace(/ at time step \d+$/, '');
}

function setView(grid: Grid, context: ModelContext): TemplateResult {
  const { state, dispatch, model } = context;
  const weight = weightOf(model, grid);
  const own = weight && frameworkFill(model.bound, weight);
  const { units } = state.sizes;
  const item = (name: FillName | 'unit_forget_bias', text: string) => ({
    text,
    onChoose: () => settle(filled(name, grid, text, { model, state: context.latest() }), context),
  });
  const framework = own ? [item(own, `As ${model.bound.layout.title} does: ${titleOf(own, units)}`)] : [];
  const fills = fillNames.map(name => item(name, fillTitle(name, { units })));
  return html`${button({ label: 'Paste …', onPress: () => dispatch({ type: 'pasteOpened' }) }, 'secondary')}
    ${menu({ id: 'fill', text: 'Fill', items: [...framework, ...fills] })}
    ${field({
      id: 'fill-seed',
      label: 'seed',
      value: String(state.fillSeed),
      problem: undefined,
      onCommit: text => /^\s*\d{1,9}\s*$/.test(text) && dispatch({ type: 'fillSeeded', seed: Number(text) }),
    })}`;
}

function titleOf(name: FillName | 'unit_forget_bias', units: number): string {
  return name === 'unit_forget_bias' ? 'zeros, and ones to forget' : fillTitle(name, { units });
}

const formats: readonly (readonly [MatrixFormat, string])[] = [
  ['numpy', 'NumPy'],
  ['json', 'JSON'],
  ['csv', 'CSV'],
  ['tsv', 'cells of a spreadsheet'],
];

/** More numbers than this are no text that one pastes somewhere. */
const mostCopied = 1_000_000;

function copyView(grid: Grid, name: string, { state, dispatch, post }: ModelContext): TemplateResult {
  const copy = (format: MatrixFormat): void => {
    const count = grid.rows * grid.columns;
    if (count > mostCopied) {
      const text = `${countText(count)} numbers are too many for the clipboard.`;
      dispatch({ type: 'toolTold', note: { kind: 'problem', text } });
      return;
    }
    const { precision } = state;
    post({
      type: 'copy',
      text: writeMatrix({ matrix: shownMatrix(grid), precision, isVector: isVector(grid) }, format),
    });
    dispatch({
      type: 'toolTold',
      note: { kind: 'done', text: `Copied ${name}, (${grid.rows}, ${grid.columns}).` },
    });
  };
  const items = formats.map(([format, text]) => ({ text, onChoose: () => copy(format) }));
  return menu({ id: 'copy', text: 'Copy as', items });
}

/** A bias of one axis is drawn as a row. */
const isVector = (grid: Grid): boolean => grid.rows === 1 && grid.id.startsWith('weight:');

function pasteView(text: string, grid: Grid, cursor: Cursor, context: ModelContext): TemplateResult {
  const { dispatch, model } = context;
  const take = (): void => {
    const typed = context.latest().pasting ?? '';
    settle(pasted(typed, grid, cursor, { model, state: context.latest() }), context);
  };
  const key = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') dispatch({ type: 'pasteClosed' });
    else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) take();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const typed = (event: Event): void => {
    if (event.target instanceof HTMLTextAreaElement)
      dispatch({ type: 'pasteTyped', text: event.target.value });
  };
  return html`<div class="paste">
    <label for="paste-text">Numbers as NumPy, PyTorch or TensorFlow print them, JSON, CSV or a spreadsheet's cells: all (${grid.rows}, ${grid.columns}) of them, or fewer from [${cursor.row}, ${cursor.column}] on.</label>
    <textarea id="paste-text" rows="4" spellcheck="false" .value=${live(text)} @input=${typed} @keydown=${key}></textarea>
    <div class="paste-buttons">
      ${button({ label: 'Take these numbers', onPress: take, disabled: text.trim() === '' }, 'primary')}
      ${button({ label: 'Cancel', onPress: () => dispatch({ type: 'pasteClosed' }) }, 'secondary')}
    </div>
  </div>`;
}

function noteView({ state: { toolNote } }: ModelContext): TemplateResult {
  return html`<p class=${toolNote?.kind === 'problem' ? 'problem' : 'hint'} role=${toolNote?.kind === 'problem' ? 'alert' : 'status'}>${toolNote?.text ?? ''}</p>`;
}

function settle(result: Result<Done>, { dispatch }: Pick<ModelContext, 'dispatch'>): void {
  if (!result.ok) {
    const text = result.problems.map(({ message }) => message).join(' ');
    dispatch({ type: 'toolTold', note: { kind: 'problem', text } });
    return;
  }
  dispatch({ type: 'numbersSet', numbers: result.value.numbers });
  dispatch({ type: 'toolTold', note: { kind: 'done', text: result.value.text } });
}

/** Ctrl+V and Ctrl+C on a matrix. */
export function onClipboard(event: ClipboardEvent, context: ModelContext): void {
  const { grids, latest, model } = context;
  const { cursor, editing, precision } = latest();
  const grid = cursor && grids.get(cursor.grid);
  const isInMatrix = event.target instanceof Element && event.target.closest('[role="grid"]') !== null;
  if (!cursor || !grid || editing || !isInMatrix) return;
  if (event.type === 'copy') {
    const value = grid.value(cursor.row, cursor.column);
    if (value !== undefined) event.clipboardData?.setData('text/plain', shortest(value, precision));
  } else {
    const text = event.clipboardData?.getData('text/plain') ?? '';
    settle(pasted(text, grid, cursor, { model, state: latest() }), context);
  }
  event.preventDefault();
}

/** Offered once there is something to compare with. */
export function compareView({
  state,
  dispatch,
}: Pick<ModelContext, 'state' | 'dispatch'>): TemplateResult | typeof nothing {
  if (state.past.length === 0 && !state.comparing) return nothing;
  return checkbox({
    label: 'Compare with before',
    checked: state.comparing,
    onChange: checked => checked !== state.comparing && dispatch({ type: 'compareToggled' }),
  });
}
