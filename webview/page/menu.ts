/** A button that opens a short list of things to do. It closes when one was chosen, on Escape, and when the focus leaves it. */
import { html, nothing, type TemplateResult } from 'lit';

export interface MenuItem {
  readonly text: string;
  readonly onChoose: () => void;
  /** Why it cannot be chosen. */
  readonly problem?: string | undefined;
}

interface MenuOptions {
  readonly id: string;
  readonly text: string;
  readonly items: readonly MenuItem[];
}

export function menu({ id, text, items }: MenuOptions): TemplateResult {
  return html`<details class="menu" id=${id} @keydown=${onKey} @focusout=${onLeave}>
    <summary>${text}</summary>
    <div class="menu-items">
      ${items.map(
        ({ text: title, problem, onChoose }) =>
          html`<button
            class="menu-item"
            ?disabled=${problem !== undefined}
            @click=${(event: Event) => {
              close(event);
              onChoose();
            }}
            >${title}${problem ? html`<span class="menu-problem">${problem}</span>` : nothing}</button
          >`,
      )}
    </div>
  </details>`;
}

function menuOf(event: Event): HTMLDetailsElement | undefined {
  const { currentTarget } = event;
  const menu = currentTarget instanceof Element ? currentTarget.closest('details') : null;
  return menu ?? undefined;
}

function close(event: Event): void {
  const menu = menuOf(event);
  if (!menu?.open) return;
  menu.open = false;
  menu.querySelector('summary')?.focus();
}

function onLeave(event: FocusEvent): void {
  const menu = menuOf(event);
  const inside = event.relatedTarget instanceof Node && menu?.contains(event.relatedTarget);
  if (menu && !inside) menu.open = false;
}

const ways: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 };

function onKey(event: KeyboardEvent): void {
  const menu = menuOf(event);
  if (!menu) return;
  const way = ways[event.key];
  if (event.key === 'Escape') close(event);
  else if (way !== undefined) {
    menu.open = true;
    const items = [...menu.querySelectorAll<HTMLButtonElement>('.menu-item:not([disabled])')];
    const now = items.findIndex(item => item.matches(':focus'));
    items.at(now < 0 ? (way > 0 ? 0 : -1) : (now + way) % items.length)?.focus();
  } else if (!['Enter', ' '].includes(event.key)) return;
  event.stopPropagation();
  if (way !== undefined) event.preventDefault();
}
