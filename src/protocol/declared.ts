/** Generated from src/frameworks by `npm run generate`: edit the framework's own file, not this one. */
import type { FrameworkModule } from './frameworks.ts';
import type { FreshFramework } from './freshLayers.ts';

export const DECLARED_MODULES: readonly FrameworkModule[] = [];

export const DECLARED_FRESH: readonly FreshFramework[] = [];
