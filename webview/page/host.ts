/** The editor's side of the webview: messages both ways, and the state that it keeps for us. */
import {
  type FromCalculator,
  readToCalculator,
  type StateMessage,
  type ToCalculator,
} from '../../src/protocol/calculator.ts';

export interface Host {
  readonly post: (message: FromCalculator) => void;
  readonly savedState: () => unknown;
  /** Keeps the state, and tells the extension at most once a frame. */
  readonly save: (kept: Kept) => void;
  readonly onMessage: (react: (message: ToCalculator) => void) => void;
}

/** What is kept of a state, and whether it holds numbers that a person has given. */
export type Kept = Pick<StateMessage, 'state' | 'hasOwnNumbers'>;

/** Characters of an error's text that are sent. */
const errorLimit = 900;

/** To be called once: the editor hands out its interface only once. */
export function connect(): Host {
  const vscode = acquireVsCodeApi();
  const post = (message: FromCalculator): void => vscode.postMessage(message);
  let pending: Kept | undefined;
  const tell = (): void => {
    if (pending) post({ type: 'stateChanged', ...pending });
    pending = undefined;
  };
  window.addEventListener('error', ({ message }) =>
    post({ type: 'error', message: message.slice(0, errorLimit) }),
  );
  return {
    post,
    savedState: () => vscode.getState(),
    save: kept => {
      vscode.setState(kept.state);
      if (pending === undefined) requestAnimationFrame(tell);
      pending = kept;
    },
    onMessage: react =>
      window.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
        const message = readToCalculator(data);
        if (message) react(message);
      }),
  };
}
