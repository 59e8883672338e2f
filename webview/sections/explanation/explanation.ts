/** The card of a number: its sum written out, each number of it leading to its own card, and the way back. */
import { html, nothing, type TemplateResult } from 'lit';
import {
  cardOf,
  cardPieces,
  countText,
  type Factor,
  givenSentence,
  isFolded,
  numberAt,
  numberText,
  progressAt,
  type ResultSource,
  type Source,
  type SumPiece,
} from '../../../src/cells/index.ts';
import { cellOf } from '../../grids/areas.ts';
import type { ModelContext } from '../../page/context.ts';
import { button, checkbox } from '../../page/controls.ts';
import { icon } from '../../page/icons.ts';
import type { Model } from '../../state/model.ts';
import { storedName } from '../layer/stack.ts';
import { explained, follow, subjectOf, titleOf, whenText } from './follow.ts';

/** Terms written out at first, and on demand. */
const few = 20;
const many = 400;

export function explanationView(context: ModelContext): TemplateResult {
  const { model, place, state } = context;
  const source = explained(place, state, model);
  return html`<div class="card">
    ${trailView(context, source)}
    ${source.kind === 'given' ? givenView(context, source) : sumView(context, source)}
  </div>`;
}

function trailView(
  { state, model, dispatch }: ModelContext,
  source: Source,
): TemplateResult | typeof nothing {
  const { trail } = state;
  if (trail.length === 0) return nothing;
  return html`<nav class="trail" aria-label="The way to this number">
    <button class="link back" title="Back to where one came from (Backspace)" @click=${() => dispatch({ type: 'wentBack', count: 1 })}>
      ${icon('undo')}<span class="link-text">Back</span>
    </button>
    <ol>
      ${trail.map(
        ({ label }, index) =>
          html`<li><button class="link" @click=${() => dispatch({ type: 'wentBack', count: trail.length - index })}>
            <span class="link-text">${label}</span>
          </button></li>`,
      )}
      <li aria-current="true">${titleOf(model, source)}</li>
    </ol>
  </nav>`;
}

function givenView(
  { model, state, dispatch }: ModelContext,
  source: Extract<Source, { kind: 'given' }>,
): TemplateResult {
  const { spec, part, digits } = state;
  const sentence = givenSentence(model.trace, source, name => storedName(spec, part, name), model.rowAt);
  const value = numberText(numberAt(model.trace, source), digits);
  const cell = cellOf(model, source);
  return html`<p class="explanation" data-explanation>
      <b class="subject">${subjectOf(model, source)}</b> <span class="equals">=</span>
      <span class="sum">${value}</span>
    </p>
    <p class="given">${sentence} ${
      cell
        ? html`<button class="link" @click=${() => dispatch({ type: 'cursorMoved', cell })}>
            <span class="link-text">Go to its cell</span>
          </button>`
        : nothing
    }</p>`;
}

function sumView(context: ModelContext, source: ResultSource): TemplateResult | typeof nothing {
  const { model, place, state, dispatch } = context;
  const { digits, largestFirst, unfolded } = state;
  const options = { digits, most: unfolded ? many : few, largestFirst };
  const progress = progressAt(model.trace, place, options);
  const card = cardOf(model.trace, source);
  if (!card) return nothing;
  const pieces = progress ? progress.pieces : cardPieces(card, options);
  const first = pieces.find(({ factor }) => factor?.source);
  const isLong = isFolded(card.terms.length, few);
  const left = progress ? progress.all - progress.done : 0;
  return html`<p class="explanation" data-explanation>
      <b class="subject">${card.subject}</b> <span class="equals">=</span>
      <span class="sum" role="group" aria-label="The sum; each number leads to where it comes from" @keydown=${fromNumberToNumber}
        >${unbroken(pieces).map(
          (group, index) =>
            html`${index > 0 ? ' ' : ''}<span class="unbroken">${group.map(piece => pieceView(context, piece, piece === first))}</span>`,
        )}</span
      >${left > 0 ? html` <span class="to-come">and ${left === 1 ? 'one more term' : `${countText(left)} more terms`} to come</span>` : nothing}
    </p>
    <div class="card-tools" ?hidden=${!isLong || progress !== undefined}>
      ${checkbox({ label: 'Largest terms first', checked: largestFirst, onChange: () => dispatch({ type: 'largestFirstToggled' }) })}
      ${button({ label: unfolded ? 'Fold' : `Show ${Math.min(card.terms.length, many)} terms`, onPress: () => dispatch({ type: 'foldToggled' }) }, 'secondary')}
    </div>`;
}

/** Lines break before a sign, never within a product. */
function unbroken(pieces: readonly SumPiece[]): readonly (readonly SumPiece[])[] {
  const groups: SumPiece[][] = [];
  for (const piece of pieces) {
    const last = groups.at(-1);
    if (last && !piece.text.startsWith(' ')) last.push(piece);
    else groups.push([{ ...piece, text: piece.text.trimStart() }]);
  }
  return groups;
}

/** A number that leads somewhere is a button; one of all is in the tab order, arrows go on from it. */
function pieceView(context: ModelContext, { text, factor }: SumPiece, isStop: boolean): unknown {
  const source = factor?.source;
  if (!factor || !source) return text;
  const { dispatch, latest, model, place } = context;
  const point = (): void => {
    if (latest().pointed !== source) dispatch({ type: 'pointedAt', source });
  };
  const leave = (): void => {
    if (latest().pointed) dispatch({ type: 'pointedAt', source: undefined });
  };
  const go = (): void => {
    const action = follow(model, place, latest(), source);
    if (action) dispatch(action);
  };
  return html`<button
    class="number"
    tabindex=${isStop ? 0 : -1}
    title=${whatIs(factor, model)}
    aria-label=${`${text}: ${whatIs(factor, model)}`}
    @click=${go}
    @pointerenter=${point}
    @pointerleave=${leave}
    @focus=${point}
    @blur=${leave}
    >${text}</button
  >`;
}

function whatIs({ name, source }: Factor, model: Model): string {
  return source ? `${name}${whenText(model, source)}` : name;
}

function fromNumberToNumber(event: KeyboardEvent): void {
  const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  const { currentTarget, target } = event;
  if (!by || !(currentTarget instanceof HTMLElement) || !(target instanceof HTMLElement)) return;
  const numbers = [...currentTarget.querySelectorAll<HTMLElement>('.number')];
  numbers[numbers.indexOf(target) + by]?.focus();
  event.preventDefault();
}
