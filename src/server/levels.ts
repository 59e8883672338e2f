/** The setting `lstmShapes.rules`, read once for each answer of the editor. */
import type { Settings } from '../protocol/settings.ts';
import { type ReadLevels, readLevels } from '../rules/index.ts';

const READ = new WeakMap<Settings, ReadLevels>();

export function levelsIn(settings: Settings): ReadLevels {
  const levels = READ.get(settings) ?? readLevels(settings.rules, 'lstmShapes.rules');
  READ.set(settings, levels);
  return levels;
}
