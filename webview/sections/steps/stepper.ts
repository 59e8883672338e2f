/** Forward and back by each grain, to either end and to breakpoints, a slider over time, and a field to go anywhere. */
import { html, nothing, svg, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { type Grain, lastPosition, positionOf } from '../../../src/cells/index.ts';
import type { ModelContext } from '../../page/context.ts';
import { dropdown, field, iconButton } from '../../page/controls.ts';
import { outcomeView } from '../breakpoints/breakpoints.ts';
import { stopTimes } from '../breakpoints/ticks.ts';
import { numbersView } from '../numbers/numbers.ts';
import { grains, type StepShare } from './slice.ts';

const words: Readonly<Record<StepShare['grain'], string>> = {
  term: 'term',
  element: 'element',
  operation: 'operation',
  time: 'time step',
};

const keys: Readonly<Record<StepShare['grain'], readonly [back: string, forward: string]>> = {
  term: ['Shift+T', 'T'],
  element: ['Shift+E', 'E'],
  operation: [',', '.'],
  time: ['[', ']'],
};

export function stepperView(context: ModelContext): TemplateResult {
  const { model, place, dispatch, state } = context;
  const { walk } = model;
  const last = lastPosition(walk);
  const position = positionOf(walk, place);
  const go = (grain: Grain, count: number) => () => dispatch({ type: 'moved', walk, grain, count });
  const to = (target: number) => () => dispatch({ type: 'movedTo', position: target });
  const run = (by: 1 | -1) => () => dispatch({ type: 'runStarted', by });
  const { grain } = state;
  const [backKey, forwardKey] = keys[grain];
  const atStart = grain === 'time' ? place.time === 0 : position === 0;
  const atEnd = grain === 'time' ? place.time === walk.steps - 1 : position >= last;
  return html`<div class="stepper" role="toolbar" aria-label="Steps">
    <div class="stepper-buttons">
      ${iconButton({ label: 'To the start', onPress: to(0), disabled: position === 0 }, 'start')}
      ${iconButton({ label: 'Back one time step  [', onPress: go('time', -1), disabled: place.time === 0 }, 'timeBack')}
      ${iconButton({ label: `Back one ${words[grain]}  ${backKey}`, onPress: go(grain, -1), disabled: atStart }, 'back')}
      ${dropdown({
        id: 'grain',
        label: 'Step by',
        value: grain,
        options: grains.map(each => ({ value: each, text: words[each] })),
        onChoose: value => {
          const chosen = grains.find(each => each === value);
          if (chosen) dispatch({ type: 'grainChosen', grain: chosen });
        },
      })}
      ${iconButton({ label: `Forward one ${words[grain]}  ${forwardKey}`, onPress: go(grain, 1), disabled: atEnd }, 'forward')}
      ${iconButton({ label: 'Forward one time step  ]', onPress: go('time', 1), disabled: place.time === walk.steps - 1 }, 'timeForward')}
      ${iconButton({ label: 'To the end', onPress: to(last), disabled: position === last }, 'end')}
    </div>
    <div class="stepper-buttons">
      ${iconButton({ label: 'Back to the breakpoint before  Shift+B', onPress: run(-1) }, 'runBack')}
      ${iconButton({ label: 'Run to the next breakpoint  B', onPress: run(1) }, 'run')}
    </div>
    ${sliderView(context)}
    <span class="stepper-place">${placeText(context)}</span>
    ${progressView(context)}
    <span class="spacer"></span>
    ${field({
      id: 'jump',
      label: 'go to',
      placeholder: 'go to f[2]',
      isLabelUnseen: true,
      hint: 'A time step, a line or an element: 7, f, f[2], c[0] t=3',
      value: state.jump?.text ?? '',
      problem: state.jump?.problem,
      onCommit: text => text.trim() !== '' && dispatch({ type: 'jumped', walk, text }),
    })}
    ${state.mode === 'numbers' ? numbersView(context) : nothing} ${outcomeView(context)}
  </div>`;
}

function sliderView({ model, place, state, dispatch }: ModelContext): TemplateResult {
  const { walk } = model;
  const stops = stopTimes(model, state);
  const slide = (event: Event): void => {
    if (!(event.target instanceof HTMLInputElement)) return;
    const time = Number(event.target.value);
    dispatch({ type: 'movedTo', position: positionOf(walk, { ...place, time }) });
  };
  return html`<label class="slider">
    <span class="slider-label">t = ${place.time}</span>
    <span class="track">
      <input
        type="range"
        min="0"
        max=${walk.steps - 1}
        .value=${live(String(place.time))}
        ?disabled=${walk.steps === 1}
        aria-label="Time step"
        aria-valuetext=${`time step ${place.time} of 0 to ${walk.steps - 1}${stops.includes(place.time) ? ', has a breakpoint' : ''}`}
        @input=${slide}
      />
      ${ticksView(stops, walk.steps)}
    </span>
    <span class="slider-label">${walk.steps - 1}</span>
  </label>`;
}

/** Where a run would stop. The thumb's middle goes from half its width to half its width before the end. */
function ticksView(times: readonly number[], steps: number): TemplateResult | typeof nothing {
  if (times.length === 0 || steps < 2) return nothing;
  const path = times.map(time => `M${((time / (steps - 1)) * 100).toFixed(2)} 0V1`).join('');
  return html`<svg class="ticks" viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true">
    ${svg`<path d=${path} vector-effect="non-scaling-stroke"></path>`}
  </svg>`;
}

/** `operation 3 of 17`, and within it `element 2 of 10, term 5 of 8`. */
function placeText({ model, place }: ModelContext): string {
  const { operations } = model.program;
  const { elements = 1, terms = 1 } = model.walk.stretches[place.operation] ?? {};
  const texts = [`operation ${place.operation + 1} of ${operations.length}`];
  if (place.element !== undefined) texts.push(`element ${place.element + 1} of ${elements}`);
  if (place.term !== undefined && terms > 1) texts.push(`term ${place.term + 1} of ${terms}`);
  return texts.join(', ');
}

/** Said only while a large layer is still being computed. */
function progressView({ model, place, state }: ModelContext): TemplateResult {
  const wanted = Math.floor(state.position / model.walk.width);
  const behind = wanted > place.time;
  return html`<span class="progress" role="status">${behind ? `computing time step ${place.time + 1} of ${wanted} …` : ''}</span>`;
}
