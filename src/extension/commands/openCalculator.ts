/** "Open Gate Calculator": for the layer under the cursor, or at the place that a hover's link names. */
import { Position, type Uri, window, workspace } from 'vscode';
import { readCalculatorTarget } from '../../protocol/commands.ts';
import { isNoCalculator } from '../../protocol/requests.ts';
import { parseUri } from '../documents.ts';
import { inform } from '../messages.ts';
import type { Command } from '../services.ts';

interface Place {
  readonly uri: Uri;
  readonly position: Position;
}

export const openCalculator: Command = async ({ server, calculators }, argument) => {
  const place = (await placeOf(argument)) ?? cursor();
  if (place === undefined) {
    inform('Open a model and put the cursor on a recurrent layer, such as LSTM(10).');
    return;
  }
  const { line, character } = place.position;
  const spec = await server.request('lstmShapes/calculatorSpec', {
    uri: place.uri.toString(),
    position: { line, character },
  });
  if (isNoCalculator(spec)) {
    inform(spec.reason);
    return;
  }
  calculators.open(spec, place.uri);
};

function cursor(): Place | undefined {
  const editor = window.activeTextEditor;
  return editor && { uri: editor.document.uri, position: editor.selection.active };
}

async function placeOf(argument: unknown): Promise<Place | undefined> {
  const target = readCalculatorTarget(argument);
  const uri = target && parseUri(target.uri);
  if (target === undefined || uri === undefined) return undefined;
  if (target.position !== undefined) {
    return { uri, position: new Position(target.position.line, target.position.character) };
  }
  if (target.offset === undefined) return undefined;
  const document = await workspace.openTextDocument(uri);
  return { uri, position: document.positionAt(target.offset) };
}
