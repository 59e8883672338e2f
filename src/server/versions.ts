/** The setting `lstmShapes.versions`, read once for each answer of the editor. */
import { type Chosen, readChosen } from '../project/index.ts';
import type { Settings } from '../protocol/settings.ts';

const READ = new WeakMap<Settings, Chosen>();

export function versionsIn(settings: Settings): Chosen {
  const chosen = READ.get(settings) ?? readChosen(settings.versions, 'setting');
  READ.set(settings, chosen);
  return chosen;
}
