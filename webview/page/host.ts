/** The editor's side of the webview: messages both ways, and the state that it keeps for us. */
import { type FromCalculator, readToCalculator, type ToCalculator } from '../../src/protocol/calculator.ts';

export interface Host {
  readonly post: (message: FromCalculator) => void;
  readonly savedState: () => unknown;
  /** Keeps the state, and tells the extension at most once a frame. */
  readonly save: (state: unknown) => void;
  readonly onMessage: (react: (message: ToCalculator) => void) => void;
}

/** Characters of an error's text that are sent. */
const errorLimit = 900;

/** To be called once: the editor hands out its interface only once. */
export function connect(): Host {
  const vscode = acquireVsCodeApi();
  const post = (message: FromCalculator): void => vscode.postMessage(message);
  let pending: unknown;
  const tell = (): void => {
    post({ type: 'stateChanged', state: pending });
    pending = undefined;
  };
  window.addEventListener('error', ({ message }) =>
    post({ type: 'error', message: message.slice(0, errorLimit) }),
  );
  return {
    post,
    savedState: () => vscode.getState(),
    save: state => {
      vscode.setState(state);
      if (pending === undefined) requestAnimationFrame(tell);
      pending = state;
    },
    onMessage: react =>
      window.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
        const message = readToCalculator(data);
        if (message) react(message);
      }),
  };
}
