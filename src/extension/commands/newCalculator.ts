/** "New Gate Calculator": one that stands in no code. Framework and layer are asked for; sizes, cell and numbers are set in the page. */
import { window } from 'vscode';
import { FRESH_LAYERS, freshSpec } from '../../protocol/freshLayers.ts';
import type { Command } from '../services.ts';

export const newCalculator: Command = async ({ calculators }) => {
  const frameworks = FRESH_LAYERS.map(each => ({ label: each.framework, each }));
  const framework = await window.showQuickPick(frameworks, { title: 'Gate calculator: whose layer?' });
  if (!framework) return;
  const layers = framework.each.layers.map(layer => ({ label: layer.layer, layer }));
  const chosen = await window.showQuickPick(layers, {
    title: `Gate calculator: which layer of ${framework.label}?`,
  });
  if (chosen) calculators.openAlone(freshSpec(framework.each, chosen.layer));
};
