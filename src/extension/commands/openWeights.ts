/** "Open Weights in Gate Calculator": of the file that was chosen in the explorer, or of one that is asked for; into the calculator that is in front, or a new one. */
import { Uri } from 'vscode';
import { specOfFile } from '../../protocol/weights.ts';
import { chooseWeights } from '../calculator/weights.ts';
import type { Command } from '../services.ts';

export const openWeights: Command = async ({ server, calculators }, argument) => {
  const active = calculators.active;
  const chosen = await chooseWeights(server, argument instanceof Uri ? argument : undefined);
  if (!chosen) return;
  if (active && !(argument instanceof Uri)) active.offer(chosen);
  else
    calculators.openAlone(specOfFile(chosen.place, chosen.layer), {
      type: 'weights',
      place: chosen.place,
      layer: chosen.layer,
    });
};
