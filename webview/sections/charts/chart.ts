/** One chart, drawn by hand: lines that differ in colour and in dash, a crosshair, and the keyboard of a slider over time. */
import { html, nothing, type SVGTemplateResult, svg, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { numberText, type OverTime, positionOf, smallText, type TimeLine } from '../../../src/cells/index.ts';
import type { ModelContext } from '../../page/context.ts';

export interface Chart {
  readonly id: string;
  readonly title: string;
  readonly range: readonly [least: number, most: number];
  readonly lines: readonly TimeLine[];
  /** What the lines are taken from: while it is the same one, so are they. */
  readonly of: OverTime;
}

const width = 420;
const height = 132;
const plot = { left: 38, right: 8, top: 8, bottom: 20 };

const widthOfPlot = width - plot.left - plot.right;
const heightOfPlot = height - plot.top - plot.bottom;

interface Scale {
  readonly x: (time: number) => number;
  readonly y: (value: number) => number;
}

function scaleOf({ range: [least, most] }: Chart, steps: number): Scale {
  return {
    x: time => plot.left + (time / Math.max(steps - 1, 1)) * widthOfPlot,
    y: value => plot.top + (1 - (value - least) / (most - least)) * heightOfPlot,
  };
}

export function chartView(chart: Chart, context: ModelContext): TemplateResult {
  const { model, place, dispatch, state } = context;
  const { steps } = model.trace;
  const scale = scaleOf(chart, steps);
  const to = (time: number): void => {
    const inside = Math.min(Math.max(Math.round(time), 0), steps - 1);
    dispatch({
      type: 'movedTo',
      position: positionOf(model.walk, { time: inside, operation: place.operation }),
    });
  };
  const click = (event: MouseEvent): void => {
    if (!(event.currentTarget instanceof Element)) return;
    const box = event.currentTarget.getBoundingClientRect();
    const across = ((event.clientX - box.left) / box.width) * width;
    to(((across - plot.left) / widthOfPlot) * (steps - 1));
  };
  return html`<figure class="chart" id=${`chart-${chart.id}`}>
    <figcaption>${chart.title}</figcaption>
    ${legendView(chart, context)}
    <svg
      viewBox=${`0 0 ${width} ${height}`}
      role="slider"
      tabindex="0"
      aria-label=${`${chart.title}: time step`}
      aria-valuemin="0"
      aria-valuemax=${steps - 1}
      aria-valuenow=${place.time}
      aria-valuetext=${valueText(chart, place.time, state.digits)}
      @click=${click}
      @keydown=${(event: KeyboardEvent) => walk(event, place.time, steps, to)}
    >
      ${guard([chart.of, steps, state.lit], () => [axesView(chart, scale, steps), chart.lines.map((line, index) => lineView(line, index, scale, context))])}
      ${crosshairView(chart, scale, place.time)}
    </svg>
  </figure>`;
}

/** 't = 3: f_t 0.54, i_t 0.51' */
function valueText({ lines }: Chart, time: number, digits: number): string {
  const values = lines.map(({ text, values }) => `${text} ${smallText(values[time] ?? Number.NaN, digits)}`);
  return `t = ${time}: ${values.join(', ')}`;
}

const ways: Readonly<Record<string, (time: number, steps: number) => number>> = {
  ArrowRight: time => time + 1,
  ArrowUp: time => time + 1,
  ArrowLeft: time => time - 1,
  ArrowDown: time => time - 1,
  PageUp: time => time + 10,
  PageDown: time => time - 10,
  Home: () => 0,
  End: (_, steps) => steps - 1,
};

function walk(event: KeyboardEvent, time: number, steps: number, to: (time: number) => void): void {
  const way = ways[event.key];
  if (!way || event.ctrlKey || event.altKey || event.metaKey) return;
  event.preventDefault();
  event.stopPropagation();
  to(way(time, steps));
}

function legendView({ lines }: Chart, { place, state }: ModelContext): TemplateResult {
  return html`<ul class="legend" aria-hidden="true">
    ${lines.map(
      ({ text, values, operation }, index) => html`<li data-operations=${operation < 0 ? nothing : operation}>
        <svg width="22" height="8" viewBox="0 0 22 8"><path class=${lineClass(index, false)} d="M0 4h22"></path></svg>
        <span>${text}</span> <span class="readout">${smallText(values[place.time] ?? Number.NaN, state.digits)}</span>
      </li>`,
    )}
  </ul>`;
}

const lineClass = (index: number, isLit: boolean): string =>
  `series series-${index % 4}${isLit ? ' lit' : ''}`;

function lineView(
  { values, operation }: TimeLine,
  index: number,
  { x, y }: Scale,
  { state }: ModelContext,
): SVGTemplateResult {
  const isLit = state.lit.includes(operation);
  const d = pathOf(values, x, y);
  const own = operation < 0 ? nothing : operation;
  // A wide line that is not seen takes the pointer.
  return svg`<path class=${lineClass(index, isLit)} d=${d}></path><path class="reach" d=${d} data-operations=${own}></path>`;
}

/** Broken where a value is no number. */
function pathOf(values: readonly number[], x: Scale['x'], y: Scale['y']): string {
  let isDown = false;
  const parts: string[] = [];
  for (const [time, value] of values.entries()) {
    if (!Number.isFinite(value)) {
      isDown = false;
      continue;
    }
    parts.push(`${isDown ? 'L' : 'M'}${x(time).toFixed(1)} ${y(value).toFixed(1)}`);
    isDown = true;
  }
  return parts.join('');
}

function axesView({ range: [least, most] }: Chart, { x, y }: Scale, steps: number): SVGTemplateResult {
  const middle = (least + most) / 2;
  const digits = most >= 10 ? 0 : 1;
  const marks = [least, middle, most].map(
    value => svg`<path class="grid" d=${`M${plot.left} ${y(value)}H${width - plot.right}`}></path>
      <text x=${plot.left - 5} y=${y(value)} text-anchor="end" dominant-baseline="central">${numberText(value, digits)}</text>`,
  );
  return svg`${marks}
    <text x=${x(0)} y=${height - 4} text-anchor="start">t = 0</text>
    <text x=${x(steps - 1)} y=${height - 4} text-anchor="end">${steps - 1}</text>`;
}

function crosshairView({ lines }: Chart, { x, y }: Scale, time: number): SVGTemplateResult {
  const points = lines.map(({ values }, index) => {
    const value = values[time];
    return value !== undefined && Number.isFinite(value)
      ? svg`<circle class=${`point point-${index % 4}`} cx=${x(time)} cy=${y(value)} r="3.5"></circle>`
      : svg``;
  });
  return svg`<path class="crosshair" d=${`M${x(time)} ${plot.top}V${height - plot.bottom}`}></path>${points}`;
}
