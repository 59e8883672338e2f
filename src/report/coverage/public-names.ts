/** How many of a real module's public names are known. */
import type { KnownFramework, KnownName } from '../../frameworks/ledger.ts';
import type { FrameworkName } from '../../values/index.ts';
import type { PublicNames } from './evidence.ts';

export interface Counted {
  readonly framework: FrameworkName;
  readonly module: string;
  readonly version: string;
  /** 'layers', 'functions', 'methods', 'attributes' */
  readonly kind: string;
  readonly total: number;
  readonly modelled: readonly string[];
  readonly opaque: readonly string[];
  readonly missing: readonly string[];
}

export function countNames(
  { framework, version, modules }: PublicNames,
  known: readonly KnownFramework[],
): readonly Counted[] {
  const own = known.find(({ name }) => name === framework);
  return Object.entries(modules).flatMap(([module, kinds]) => {
    const standings = standingsIn(module, own);
    return Object.entries(kinds).map(([kind, names]) => {
      const standing = (name: string): KnownName['standing'] | undefined => standings.get(name);
      return {
        framework,
        module,
        version,
        kind,
        total: names.length,
        modelled: names.filter(name => standing(name) === 'modelled'),
        opaque: names.filter(name => standing(name) === 'opaque'),
        missing: names.filter(name => standing(name) === undefined || standing(name) === 'refused'),
      };
    });
  });
}

/** A module that none lists is the framework's class of tensors. */
function standingsIn(
  path: string,
  own: KnownFramework | undefined,
): ReadonlyMap<string, KnownName['standing']> {
  const module = own?.modules.find(each => each.path === path);
  const names = module ? module.names : (own?.tensor ?? []);
  return new Map([
    ...(module?.shared ?? []).map(name => [name, 'modelled'] as const),
    ...names.map(({ name, standing }) => [name, standing] as const),
  ]);
}
