/** The editor's side of the webview: messages both ways, and the state that it keeps for us. */
import {
  type FromCalculator,
  readToCalculator,
  type StateMessage,
  type ToCalculator,
} from '../../src/protocol/calculator.ts';
import { afterFrame } from '../state/afterFrame.ts';

export interface Host {
  readonly post: (message: FromCalculator) => void;
  readonly savedState: () => unknown;
  /** Keeps the state and tells the extension of it, once for a frame and when that has been drawn. */
  readonly save: (made: () => Kept | undefined) => void;
  readonly onMessage: (react: (message: ToCalculator) => void) => void;
}

/** What is kept of a state, and whether it holds numbers that a person has given. */
export type Kept = Pick<StateMessage, 'state' | 'hasOwnNumbers'>;

/** Characters of an error's text that are sent. */
const errorLimit = 900;

/** Milliseconds that a state waits for its drawing. */
const longest = 100;

/** To be called once: the editor hands out its interface only once. */
export function connect(): Host {
  const vscode = acquireVsCodeApi();
  const post = (message: FromCalculator): void => vscode.postMessage(message);
  let pending: (() => Kept | undefined) | undefined;
  const keep = (): void => {
    const kept = pending?.();
    pending = undefined;
    if (!kept) return;
    vscode.setState(kept.state);
    post({ type: 'stateChanged', ...kept });
  };
  // A page that goes before it is drawn again must not take the last change along.
  window.addEventListener('pagehide', keep);
  document.addEventListener('visibilitychange', keep);
  window.addEventListener('error', ({ message }) =>
    post({ type: 'error', message: message.slice(0, errorLimit) }),
  );
  return {
    post,
    savedState: () => vscode.getState(),
    save: made => {
      if (pending === undefined) afterFrame(keep, longest);
      pending = made;
    },
    onMessage: react =>
      window.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
        const message = readToCalculator(data);
        if (message) react(message);
      }),
  };
}
