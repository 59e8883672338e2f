/** Goes to a place that the server names. */
import { Position, Selection, window, workspace } from 'vscode';
import type { Position as ProtocolPosition } from '../../protocol/requests.ts';
import { parseUri } from '../documents.ts';

export interface RevealedPlace {
  readonly uri: string;
  readonly position: ProtocolPosition;
}

export async function reveal({ uri, position }: RevealedPlace): Promise<void> {
  const target = parseUri(uri);
  if (!target) return;
  const at = new Position(position.line, position.character);
  const document = await workspace.openTextDocument(target);
  await window.showTextDocument(document, { selection: new Selection(at, at) });
}
