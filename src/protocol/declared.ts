/** Generated from src/frameworks by `npm run generate`: edit the framework's own file, not this one. */
import type { FrameworkModule, FreshFramework } from './declaration.ts';

export const DECLARED_MODULES: readonly FrameworkModule[] = [{ module: 'tinygrad', language: 'python' }];

export const DECLARED_FRESH: readonly FreshFramework[] = [
  {
    framework: 'tinygrad',
    layoutName: 'tinygrad',
    layers: [{ layer: 'LSTMCell', cell: 'lstm', resetAfter: false }],
  },
];
