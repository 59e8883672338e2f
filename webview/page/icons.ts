/** The few icons of the calculator, drawn on a 16 x 16 grid in the current text colour. */
import { html, type SVGTemplateResult, svg, type TemplateResult } from 'lit';

export type IconName =
  | 'start'
  | 'timeBack'
  | 'back'
  | 'forward'
  | 'timeForward'
  | 'end'
  | 'undo'
  | 'redo'
  | 'help'
  | 'source'
  | 'run'
  | 'runBack'
  | 'remove';

const paths: Readonly<Record<IconName, string>> = {
  start: 'M3 3v10M13 3.5 6.5 8l6.5 4.5z',
  timeBack: 'M8 3.5 1.5 8 8 12.5zM14.5 3.5 8 8l6.5 4.5z',
  back: 'M10.5 3 4 8l6.5 5z',
  forward: 'M5.5 3 12 8l-6.5 5z',
  timeForward: 'M8 3.5 14.5 8 8 12.5zM1.5 3.5 8 8l-6.5 4.5z',
  end: 'M13 3v10M3 3.5 9.5 8 3 12.5z',
  undo: 'M5.5 3 2.5 6l3 3M2.5 6h7a3.75 3.75 0 0 1 0 7.5H6',
  redo: 'M10.5 3l3 3-3 3M13.5 6h-7a3.75 3.75 0 0 0 0 7.5H10',
  help: 'M8 1.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13zM6 6.2a2 2 0 1 1 2.8 1.9c-.5.2-.8.6-.8 1.1v.4M8 11.6v.2',
  run: 'M2 3l6 5-6 5zM9 3l6 5-6 5z',
  runBack: 'M14 3 8 8l6 5zM7 3 1 8l6 5z',
  remove: 'M4 4l8 8M12 4l-8 8',
  source: 'M9 1.5H3.5v13h9V5zM9 1.5V5h3.5M5.5 8h5M5.5 10.5h5',
};

const filled: ReadonlySet<IconName> = new Set(['start', 'timeBack', 'back', 'forward', 'timeForward', 'end']);

export function icon(name: IconName): TemplateResult {
  const shape: SVGTemplateResult = svg`<path d=${paths[name]}></path>`;
  return html`<svg class=${filled.has(name) ? 'icon icon-filled' : 'icon'} viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">${shape}</svg>`;
}
