/**
 * What a layer needs of the run that it is in, beside arrays: flags, keys of random streams, collections that it reads and changes.
 * Sources: flax/linen/module.py (merge_param), flax/core/scope.py (make_rng, param, variable).
 */
import { isWrittenNone } from '../../kinds.ts';
import type { Use } from '../../modules/layer-class.ts';
import { type Argument, asBool, type Value } from '../../parts.ts';
import { constructedWith } from './made-before.ts';
import { currentScope, type Run } from './scope.ts';

/** The keys of a dict whose keys are all known; undefined: it may have others. */
export function keysOf(value: Value | undefined): ReadonlySet<string> | undefined {
  if (value?.kind !== 'dict') return undefined;
  const { known, rest, possible } = value.entries.value;
  return rest || possible?.size ? undefined : new Set([...known.keys()].map(String));
}

interface Lack {
  readonly operation: string;
  readonly instead: string;
  readonly says: string;
}

function refuse({ host, site, layer }: Use, { operation, instead, says }: Lack): Value {
  const { name } = layer.class;
  host.refuse({
    kind: 'program',
    aspect: 'call',
    framework: 'flax',
    operation,
    name,
    instead,
    at: site,
    says,
  });
  return host.because({ missing: `what \`${name}\` gives: the call is refused`, at: site });
}

/** A flag by its name, and its place among the constructor's parameters. */
interface Flag {
  readonly name: string;
  readonly position: number;
}

export const DETERMINISTIC: Flag = { name: 'deterministic', position: 2 };
export const USE_RUNNING_AVERAGE: Flag = { name: 'use_running_average', position: 0 };

type Given = Argument | 'unknown' | undefined;

const atConstruction = (use: Use, { name, position }: Flag): Given =>
  constructedWith(use.layer, name, position);

const atCall = ({ arguments: bound }: Use, { name }: Flag): Given =>
  bound.given(name) ?? (bound.open ? 'unknown' : undefined);

/** Whether it is set to something: a flag, that is. undefined: it may be, or not. */
function isSet(use: Use, given: Given): boolean | undefined {
  if (!given) return false;
  if (given === 'unknown') return undefined;
  if (given.value.kind === 'bool') return true;
  return isWrittenNone(use.host, given.value, given.at) ? false : undefined;
}

const inRun = (use: Use): Run | undefined => {
  const run = currentScope(use.host)?.run;
  return run?.mode === 'loose' ? undefined : run;
};

/** States a flag that is given nowhere, or twice: in the constructor and at the call. */
export function refuseFlag(use: Use, flag: Flag): Value | undefined {
  if (!inRun(use)) return undefined;
  const { name } = flag;
  const [made, called] = [isSet(use, atConstruction(use, flag)), isSet(use, atCall(use, flag))];
  if (made === undefined || called !== made) return undefined;
  return made
    ? refuse(use, {
        operation: `it has \`${name}\` twice`,
        instead: `Pass \`${name}\` in the constructor or in the call, not in both`,
        says: `Parameter "${name}" was passed to the constructor and at call time. Should be passed just once.`,
      })
    : refuse(use, {
        operation: `nothing says whether it is \`${name}\``,
        instead: `Pass \`${name}\`, in the constructor or in the call`,
        says: `Parameter "${name}" must be passed to the constructor or at call time.`,
      });
}

/** The flag as it counts; undefined: not known. */
function flagOf(use: Use, flag: Flag): boolean | undefined {
  const given = atCall(use, flag) ?? atConstruction(use, flag);
  return given && given !== 'unknown' ? asBool(given.value) : undefined;
}

/** States a dropout that drops for which there is no key. */
export function refuseKeyless(use: Use): Value | undefined {
  const run = inRun(use);
  const rate = constructedWith(use.layer, 'rate', 0);
  if (run?.mode !== 'apply' || !run.streams || !rate || rate === 'unknown') return undefined;
  const { value } = rate;
  const share = value.kind === 'number' ? value.float : undefined;
  const drops = share !== undefined && share > 0 && share < 1;
  const isPlain =
    constructedWith(use.layer, 'rng_collection', 3) === undefined && !use.arguments.given('rng');
  if (!drops || !isPlain || flagOf(use, DETERMINISTIC) !== false) return undefined;
  if (['dropout', 'params'].some(stream => run.streams?.has(stream))) return undefined;
  return refuse(use, {
    operation: 'it has no key to drop by',
    instead: "Pass `rngs={'dropout': key}` to `apply`",
    says: 'needs PRNG for "dropout"',
  });
}

/** States a layer with weights for which `apply` was given variables without any. */
export function refuseWeightless(use: Use, weight: string): Value | undefined {
  const run = inRun(use);
  const keys = run?.mode === 'apply' ? keysOf(run.variables) : undefined;
  if (!keys || keys.has('params') || run?.changes !== 'none') return undefined;
  return refuse(use, {
    operation: 'the variables have no collection `params`',
    instead: "Pass all that `init` gives, or `{'params': params}`",
    says: `Tried to access "${weight}" from collection "params" in`,
  });
}

/** States statistics that are read and not there, or changed and must not be. */
export function refuseStatistics(use: Use): Value | undefined {
  const run = inRun(use);
  if (run?.mode !== 'apply' || run.changes === undefined || run.changes === 'batch_stats') return undefined;
  const keys = keysOf(run.variables);
  if (keys && !keys.has('batch_stats'))
    return refuse(use, {
      operation: 'the variables have no collection `batch_stats`',
      instead: "Pass `{'params': params, 'batch_stats': batch_stats}`",
      says: 'Tried to access "mean" from collection "batch_stats" in',
    });
  if (!keys || flagOf(use, USE_RUNNING_AVERAGE) !== false) return undefined;
  return refuse(use, {
    operation: 'it may not change `batch_stats`',
    instead: "Pass `mutable=['batch_stats']` to `apply`",
    says: 'because collection "batch_stats" is immutable.',
  });
}
