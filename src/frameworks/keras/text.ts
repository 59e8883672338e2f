/**
 * `keras.preprocessing.text`: a Tokenizer, which turns texts into lists of word numbers or rows of a matrix.
 * Source: keras_preprocessing/text.py
 */
import type { Dim } from '../../shapes/index.ts';
import { instance } from '../array/opaque.ts';
import { rowsOf as rowsOfTable } from '../pandas/table.ts';
import {
  asDim,
  type Call,
  type Host,
  listOf,
  type NativeClass,
  NONE,
  nativeFunction,
  tensor,
  type Value,
} from '../parts.ts';
import { namedArguments } from './core/inputs.ts';
import { rowsOf } from './utils.ts';

const TOKENIZER: NativeClass = {
  kind: 'native-class',
  name: 'Tokenizer',
  qualified: 'keras.preprocessing.text.Tokenizer',
  framework: 'keras',
  ancestors: [],
  construct: tokenizer,
};

/** How many texts there are. */
const countOf = (texts: Value | undefined): Dim | undefined =>
  rowsOf(texts) ?? (texts && rowsOfTable(texts)?.rows);

function tokenizer(call: Call): Value {
  const named = namedArguments(call, ['num_words']);
  const words = named.get('num_words');
  // Without a limit there are as many columns as it has met words.
  const limit = words && words.value.kind !== 'none' ? asDim(words.value) : undefined;
  const methods: Readonly<Record<string, (call: Call) => Value>> = {
    fit_on_texts: () => NONE,
    fit_on_sequences: () => NONE,
    texts_to_sequences: ({ host, site, args }) =>
      listOf({ element: wordNumbers(host, site), length: countOf(args[0]?.value) }),
    texts_to_matrix: inner => matrix(inner, limit),
    sequences_to_matrix: inner => matrix(inner, limit),
  };
  return instance(call.host, TOKENIZER, call.site, {
    attribute: (_host, name) =>
      Object.hasOwn(methods, name) && methods[name]
        ? nativeFunction(`Tokenizer.${name}`, methods[name])
        : undefined,
  });
}

const wordNumbers = (host: Host, site: Call['site']): Value => host.unknown('a text as word numbers', site);

/** A row a text, a column a word. */
function matrix(call: Call, limit: Dim | undefined): Value {
  const rows = countOf(call.args[0]?.value) ?? call.host.freshSymbol('samples', call.site);
  const columns = limit ?? call.host.freshSymbol('num_words', call.site);
  return tensor(call.host, {
    framework: 'numpy',
    shape: [rows, columns],
    dtype: 'float',
    source: { operation: 'texts_to_matrix', site: call.site, role: 'data' },
  });
}

export const TEXT: Readonly<Record<string, Value>> = { Tokenizer: TOKENIZER };
