/**
 * Links that bring a calculator back: `vscode://lstm-shapes.lstm-shapes/calculator?state=...`, the state as JSON, deflated, in base64url. Whoever follows one is
 * asked first. A link names no file: neither its layer's source nor files of weights, which would be read on another's machine.
 */
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { env, type Uri, window } from 'vscode';
import { type CalculatorSpec, readSavedSpec } from '../../protocol/calculatorSpec.ts';
import { inform } from '../messages.ts';

const AUTHORITY = 'lstm-shapes.lstm-shapes';
const PATH = '/calculator';

/** Characters of a link: browsers and shells take no longer ones. */
const LONGEST = 30_000;

/** Bytes of a state that a link unpacks to. */
const LARGEST = 2_000_000;

export async function copyLink(state: unknown): Promise<void> {
  const packed = deflateRawSync(JSON.stringify(withoutFiles(state))).toString('base64url');
  const link = `${env.uriScheme}://${AUTHORITY}${PATH}?state=${packed}`;
  if (link.length > LONGEST) {
    inform(
      `There are too many numbers of your own for a link (${link.length.toLocaleString('en')} characters, at most ${LONGEST.toLocaleString('en')}). Export them as a file instead.`,
    );
    return;
  }
  await env.clipboard.writeText(link);
  inform('The link is in the clipboard.');
}

/** Says what is wrong with a link, or asks and opens. */
export async function followLink(
  uri: Uri,
  open: (spec: CalculatorSpec, state: unknown) => void,
): Promise<void> {
  if (uri.path !== PATH) {
    inform(`LSTM Shapes has nothing at ${uri.path.slice(0, 100)}.`);
    return;
  }
  const state = stateIn(uri);
  if (typeof state === 'string') {
    inform(state);
    return;
  }
  const spec = readSavedSpec(state);
  if (!spec) {
    inform('The link has no state of a gate calculator: it may be cut off, or of another version.');
    return;
  }
  const yes = 'Open';
  const answer = await window.showInformationMessage(
    `Open a gate calculator from a link? It shows ${told(spec)}.`,
    { modal: true },
    yes,
  );
  if (answer === yes) open(spec, state);
}

/** The state, or why there is none. */
function stateIn(uri: Uri): unknown {
  const packed = new URLSearchParams(uri.query).get('state') ?? '';
  if (packed === '' || !/^[\w-]+$/.test(packed)) return 'The link has no state of a gate calculator.';
  if (packed.length > LONGEST) return 'The link is longer than any link of a gate calculator.';
  try {
    const text = inflateRawSync(Buffer.from(packed, 'base64url'), { maxOutputLength: LARGEST }).toString(
      'utf8',
    );
    const state: unknown = JSON.parse(text);
    return withoutFiles(state);
  } catch {
    return 'The state in the link cannot be read: it may be cut off.';
  }
}

function told({ framework, layer, units, inputSize }: CalculatorSpec): string {
  const plain = (text: string): string => text.replace(/\p{C}/gu, '?').slice(0, 60);
  return `${plain(layer)} (${plain(framework)}) with ${units ?? 'some'} units on ${inputSize ?? 'some'} features`;
}

/** Drops every place on a disk, at whatever depth. */
function withoutFiles(value: unknown): unknown {
  if (Array.isArray(value)) return value.filter(each => !isFromFile(each)).map(withoutFiles);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => name !== 'source')
      .map(([name, each]) => [name, withoutFiles(each)]),
  );
}

/** A matrix whose numbers lie in a file: [symbol, { kind: 'file', ... }]. */
function isFromFile(entry: unknown): boolean {
  if (!Array.isArray(entry)) return false;
  const origin: unknown = entry[1];
  return typeof origin === 'object' && origin !== null && 'kind' in origin && origin.kind === 'file';
}
