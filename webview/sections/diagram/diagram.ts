/**
 * The cell as a drawing: every operation a button that goes there, lit with the equations and matrices, with the chosen unit's value; every
 * wire with what runs along it.
 */
import { html, nothing, type SVGTemplateResult, svg, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import {
  activationText,
  at,
  dimsOf,
  numberText,
  type Operation,
  operationText,
  positionOf,
  symbolIn,
  symbolicSizes,
  symbolShapes,
  writtenShape,
} from '../../../src/cells/index.ts';
import type { ModelContext } from '../../page/context.ts';
import { keepLatest } from '../../state/keepLatest.ts';
import { explained } from '../explanation/follow.ts';
import type { Drawing, End, Node, Wire } from './drawing.ts';
import { drawings } from './drawings/index.ts';
import { operationsOf } from './operations.ts';

interface Scene extends ModelContext {
  readonly drawing: Drawing;
  readonly operations: ReadonlyMap<string, readonly number[]>;
}

const width = 580;
/** For the shapes of what comes in. */
const margin = 18;
/** Characters of a shape that there is room for at an end. */
const longest = 13;

export function diagramView(context: ModelContext): TemplateResult {
  const { model, state } = context;
  const drawing = drawings[model.bound.cell.name];
  const scene: Scene = { ...context, drawing, operations: operationsIn(drawing, model.program) };
  const title = `${model.bound.cell.title} cell`;
  return html`<section class="panel diagram" aria-labelledby="diagram-title">
    <h2 id="diagram-title">${title}</h2>
    <div class="diagram-body">
      <svg viewBox=${`${-margin} ${drawing.top} ${width + margin} ${drawing.height - drawing.top}`} role="group" aria-label=${`${title}: its operations`}>
        ${guard([model, state.lit], () => drawing.wires.map(wire => wireView(wire, scene)))}
        ${guard([model, state.mode], () => drawing.ends.map(end => endView(end, scene)))}
        ${drawing.nodes.map(node => nodeView(node, scene))} ${drawing.nodes.map(node => noteView(node, scene))}
      </svg>
    </div>
  </section>`;
}

const operationsIn = keepLatest(operationsOf);

/** The operations behind a wire; none for what comes in. */
function operationsBehind({ from }: Wire, { operations }: Scene): readonly number[] {
  return operations.get(from) ?? [];
}

function wireView(wire: Wire, scene: Scene): SVGTemplateResult {
  const { state } = scene;
  const isLit = operationsBehind(wire, scene).some(each => state.lit.includes(each));
  const { id, d, arrow, over } = wire;
  return svg`${over ? svg`<path class="gap" d=${over}></path>` : nothing}
    <path id=${`wire-${id}`} class=${isLit ? 'wire lit' : 'wire'} d=${d}></path>${arrow ? svg`<path class=${isLit ? 'tip lit' : 'tip'} d=${tip(d)}></path>` : nothing}`;
}

/** An arrow head at the end of a path of absolute moves, of the H and V that the drawings are made of. */
function tip(d: string): string {
  let [x, y, way] = [0, 0, 'H'];
  let forward = true;
  for (const [, letter = '', first = '', second = ''] of d.matchAll(/([MHV])(-?[\d.]+)(?: (-?[\d.]+))?/g)) {
    const value = Number(first);
    if (letter === 'M') [x, y] = [value, Number(second)];
    else if (letter === 'H') [forward, x, way] = [value > x, value, letter];
    else [forward, y, way] = [value > y, value, letter];
  }
  const back = forward ? -6 : 6;
  return way === 'H'
    ? `M${x + back} ${y - 3.5}L${x} ${y}L${x + back} ${y + 3.5}z`
    : `M${x - 3.5} ${y + back}L${x} ${y}L${x + 3.5} ${y + back}z`;
}

function endView({ symbol, x, y, anchor }: End, { model, state }: Scene): SVGTemplateResult {
  const sizes = state.mode === 'shapes' ? symbolicSizes(model.bound) : dimsOf(model.trace.sizes);
  const shape = symbolShapes(model.bound, sizes).get(symbol);
  const text = shape ? writtenShape(shape, model.bound) : '';
  const below = anchor === 'middle';
  return svg`<g class="end" id=${`end-${symbol}`}>
    <text x=${x} y=${below ? y - 2 : y} text-anchor=${anchor} dominant-baseline="middle">${symbolView(symbolIn(model.bound, symbol))}</text>
    ${text.length > longest ? nothing : svg`<text class="note" x=${below ? x + 14 : x} y=${below ? y - 2 : y + 15} text-anchor=${below ? 'start' : anchor} dominant-baseline="middle">${text}</text>`}
  </g>`;
}

function nodeView(node: Node, scene: Scene): SVGTemplateResult {
  const { model, state, place, dispatch } = scene;
  const own = scene.operations.get(node.id) ?? [];
  const last = model.program.operations[own.at(-1) ?? -1];
  if (!last) return svg``;
  const go = (): void =>
    dispatch({
      type: 'movedTo',
      position: positionOf(model.walk, { time: place.time, operation: last.index }),
    });
  const press = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' && event.key !== ' ') return;
    event.preventDefault();
    go();
  };
  return svg`<g
    id=${`node-${node.id}`}
    class=${nodeClass(own, scene)}
    role="button"
    tabindex="0"
    aria-label=${labelOf(last, scene)}
    aria-current=${own.includes(place.operation) && state.mode === 'numbers' ? 'step' : 'false'}
    data-operations=${own.join(' ')}
    @click=${go}
    @keydown=${press}
  >
    ${shapeOfNode(node)}
    ${wordView(node, node.text ?? activationOf(last, scene))}
  </g>`;
}

/** Characters that fit a node as they are, and the width that longer words are set to. */
const fitting = 5;
const widest = 38;

function wordView({ x, y }: Node, text: string): SVGTemplateResult {
  const isLong = text.length > fitting;
  return svg`<text
    class="text"
    x=${x}
    y=${y}
    text-anchor="middle"
    dominant-baseline="central"
    textLength=${isLong ? widest : nothing}
    lengthAdjust=${isLong ? 'spacingAndGlyphs' : nothing}
  >${text}</text>`;
}

function nodeClass(own: readonly number[], { state, place }: Scene): string {
  const classes = ['node'];
  if (own.includes(place.operation) && state.mode === 'numbers') classes.push('current');
  if (own.some(each => state.lit.includes(each))) classes.push('lit');
  if (own.every(each => each > place.operation) && state.mode === 'numbers') classes.push('ahead');
  return classes.join(' ');
}

function shapeOfNode({ kind, x, y, text }: Node): SVGTemplateResult {
  if (kind === 'point')
    return svg`<ellipse class="body" cx=${x} cy=${y} rx=${(text ?? '').length > 2 ? 20 : 12} ry="12"></ellipse>`;
  const [w, h] = kind === 'gate' ? [44, 38] : [36, 30];
  return svg`<rect class="body" x=${x - w / 2} y=${y - h / 2} width=${w} height=${h} rx="3"></rect>`;
}

function activationOf({ node }: Operation, { model }: Scene): string {
  return node.kind === 'apply' ? activationText(node.activation, model.bound) : '';
}

/** Beside a node and not in it: its button has these words in its name, in another order. */
function noteView({ id, note, x, y }: Node, { operations, model, state, place }: Scene): unknown {
  const last = model.program.operations[operations.get(id)?.at(-1) ?? -1];
  if (!note || !last) return nothing;
  const [dx, dy] = note;
  const name = last.final ? symbolIn(model.bound, last.target) : '';
  const value = state.mode === 'shapes' ? '' : valueText(last, { model, state, place });
  const anchor = dx < 0 ? 'end' : 'start';
  return svg`<text id=${`note-${id}`} class="beside" aria-hidden="true" x=${x + dx} y=${y + dy} text-anchor=${anchor}>${symbolView(name)}<tspan class="value" dx=${name ? 5 : 0}>${value}</tspan></text>`;
}

/** `h_{t-1}` with its subscript set low, and back to the line behind it. */
function symbolView(text: string): SVGTemplateResult {
  const [, base = text, braced, plain] = /^([^_]+)_(?:\{([^}]+)\}|(\w+))$/.exec(text) ?? [];
  const subscript = braced ?? plain ?? '';
  return svg`<tspan class="symbol">${base}</tspan>${subscript ? svg`<tspan class="subscript" dy="3">${subscript}</tspan><tspan dy="-3">\u200b</tspan>` : nothing}`;
}

function unitShown({ model, state, place }: Pick<ModelContext, 'model' | 'state' | 'place'>): number {
  return explained(place, { ...state, given: undefined }, model).row;
}

/** Of the chosen unit. */
function valueText(
  { index }: Operation,
  { model, state, place }: Pick<ModelContext, 'model' | 'state' | 'place'>,
): string {
  const result = model.trace.at(place.time).results[index];
  if (!result) return '';
  const unit = Math.min(unitShown({ model, state, place }), result.rows - 1);
  return numberText(at(result, unit, 0), 2);
}

/** 'forget gate f_t: σ(sum [10, 1]) → [10, 1]; unit 0: 0.54' */
function labelOf(last: Operation, scene: Scene): string {
  const { model, state, place } = scene;
  const { bound } = model;
  const line = bound.cell.lines.find(({ target }) => target === last.target);
  const name = last.final ? `${line?.name ?? ''} ${symbolIn(bound, last.target)}: ` : '';
  const value =
    state.mode === 'shapes' ? '' : `; unit ${unitShown(scene)}: ${valueText(last, { model, state, place })}`;
  return name + operationText(last, bound, model.shapes) + value;
}
