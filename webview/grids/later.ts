/**
 * What is not seen of a step follows when the steps pause: the elements of painted cells, which are read out and focused. Until then what holds them says that
 * it is busy. Everything else that is done draws them at once.
 */
import { noChange } from 'lit';
import { AsyncDirective, directive } from 'lit/async-directive.js';
import type { ChildPart } from 'lit/directive.js';
import { sameItems } from '../state/keepLatest.ts';

/** Milliseconds without a step. */
const pause = 120;

const waiting = new Set<() => void>();
let timer: ReturnType<typeof setTimeout> | undefined;

function catchUp(): void {
  for (const react of waiting) react();
  waiting.clear();
}

class LaterDirective extends AsyncDirective {
  #holder: Node | undefined;
  #drawn: readonly unknown[] = [];
  #looks: readonly unknown[] = [];
  #view: () => unknown = () => noChange;

  render(_isHurried: boolean, _looks: readonly unknown[], _view: () => unknown): unknown {
    return noChange;
  }

  override update(
    { parentNode }: ChildPart,
    [isHurried, looks, view]: [boolean, readonly unknown[], () => unknown],
  ): unknown {
    this.#holder = parentNode;
    this.#looks = looks;
    this.#view = view;
    if (sameItems(this.#drawn, looks)) {
      this.#settle();
      return noChange;
    }
    if (!isHurried) return this.#now();
    this.#setBusy(true);
    waiting.add(this.#follow);
    clearTimeout(timer);
    timer = setTimeout(catchUp, pause);
    return noChange;
  }

  override disconnected(): void {
    waiting.delete(this.#follow);
  }

  #now(): unknown {
    this.#drawn = this.#looks;
    this.#settle();
    return this.#view();
  }

  readonly #follow = (): void => this.setValue(this.#now());

  #settle(): void {
    if (waiting.delete(this.#follow)) this.#setBusy(false);
  }

  #setBusy(isBusy: boolean): void {
    if (this.#holder instanceof Element) this.#holder.ariaBusy = isBusy ? 'true' : null;
  }
}

export const later = directive(LaterDirective);
