/** The person's settings, as they hold for one document or folder. */
import { type Uri, workspace } from 'vscode';
import { readSettings, SETTINGS_SECTION, type Settings } from '../protocol/settings.ts';

export function settingsOf(resource: Uri | undefined): Settings {
  return readSettings(workspace.getConfiguration(undefined, resource).get(SETTINGS_SECTION));
}
