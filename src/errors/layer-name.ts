/** The layer that a message names: "layer 'lstm_1'", 'calling LSTMCell.call()', '(type LSTM)', 'For parameter "kernel" in "/ii"'. */

export interface NamedLayer {
  /** 'lstm_1', 'encoder': as the framework or the program calls it. */
  readonly name: string | undefined;
  /** 'LSTM' */
  readonly type: string | undefined;
}

const NAMES: readonly RegExp[] = [
  /\blayer ["'`]?([A-Za-z_][\w/.-]{0,80})["'`]?(?: is incompatible|:| \(type|,| weight shape| expects| was called| with a)/,
  /\bon layer ["'`]?([A-Za-z_][\w/.-]{0,80})["'`]?/,
  /\bincompatible with layer ["'`]?([A-Za-z_][\w/.-]{0,80}?)["'`]?:/,
  /\bLayer ["'`]?([a-z_][\w/.-]{0,80})["'`]? (?:weight shape|expects|was called|does not)/,
  /\bexpected ([a-z]\w{0,80}?)(?:_input)? to have/,
  /\{\{node (?:[\w.-]+\/)*?((?:bidirectional|lstm|gru|simple_rnn|dense|conv\w+|time_distributed|embedding)(?:_\w+)?)\//,
];

const TYPES: readonly RegExp[] = [
  /\(type ([A-Z]\w{0,60})\)/,
  /\bwhen calling ([A-Z]\w{0,60})\.call\(\)/,
  /\b([A-Z]\w{0,60})\.__(?:init|call)__\(\)/,
  /\bpassed to ([A-Z]\w{0,60}):/,
  /^(LSTM|GRU|RNN): Expected/m,
  /\bFor (?:primitive\[|')([A-Z]\w{0,60})/,
  /\bA `([A-Z]\w{0,60})` layer\b/,
  /^`([A-Z]\w{0,60})` /m,
];

export function layerIn(message: string): NamedLayer | undefined {
  const name = firstGroup(NAMES, message);
  const type = firstGroup(TYPES, message);
  return name === undefined && type === undefined ? undefined : { name, type };
}

function firstGroup(patterns: readonly RegExp[], message: string): string | undefined {
  for (const pattern of patterns) {
    const found = pattern.exec(message)?.[1];
    // 'the layer' and 'layer is' are words, not names.
    if (found !== undefined && !/^(?:is|the|was|with|but|call|called|expects|has)$/.test(found)) return found;
  }
  return undefined;
}
