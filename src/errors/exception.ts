/** The exception and its words: what follows the frames. */

export interface Raised {
  /** 'ValueError'; undefined where only words were copied. */
  readonly exception: string | undefined;
  /** Its words, with their further lines. */
  readonly message: string;
}

/** 'ValueError: ...', 'torch.OutOfMemoryError: ...', 'Uncaught Error: ...', and the same within a console's '[1] '. */
const HEAD =
  /^[ \t]*(?:Uncaught (?:\(in promise\) )?|E[ \t]{2,})?((?:[A-Za-z_]\w{0,80}\.){0,8}(?:[A-Z]\w{0,80}(?:Error|Exception|Warning|Interrupt)|Error|ScopeParamShapeError)|KeyError)(?:: ?(.*))?$/;

/** The last exception of a text: of those that were raised while others were handled, the one that ended the program. */
export function raisedIn(text: string): Raised {
  const lines = text.split('\n');
  for (let at = lines.length - 1; at >= 0; at--) {
    const [, name, first] = HEAD.exec(lines[at] ?? '') ?? [];
    if (name === undefined) continue;
    const rest = lines.slice(at + 1);
    const end = rest.findIndex(line =>
      /^\s+at .*:\d+:\d+\)?$|^Node\.js v\d|^During handling|^The above exc/.test(line),
    );
    const message = [first ?? '', ...(end < 0 ? rest : rest.slice(0, end))].join('\n').trim();
    return { exception: name.slice(name.lastIndexOf('.') + 1), message };
  }
  return { exception: undefined, message: text.trim() };
}
