/** Where images have their channels: what a layer is told, else the format that `keras.backend` keeps for the whole program. */
import {
  asString,
  attachedToRun,
  type Call,
  type Host,
  NONE,
  nativeFunction,
  string,
  type Value,
} from '../../parts.ts';
import type { Flavour } from './flavour.ts';
import type { Options } from './options.ts';

/** 'unknown': set to what is not known, or never set and of a Keras whose default is not (`Flavour.imageFormat`). */
type Format = Flavour['imageFormat'] | 'channels_first';

/** undefined: nothing was set. */
const FORMAT = attachedToRun<Host, Format | undefined>(undefined, (a, b) => (a === b ? a : 'unknown'));

/** The words of Keras 1 beside those of today. */
const WORDS: Readonly<Record<string, Format>> = {
  channels_last: 'channels_last',
  channels_first: 'channels_first',
  tf: 'channels_last',
  th: 'channels_first',
};

/** Where layers look for channels that are told nothing of their own. */
export const formatOf = (host: Host, { imageFormat }: Flavour): Format => FORMAT.of(host) ?? imageFormat;

/** Whether channels stand before the spatial axes; undefined where that is not known. */
export function isChannelsFirst(options: Options, axes = 2): boolean | undefined {
  const told = tellsFormat(options) ? options.value('data_format') : undefined;
  if (told && told.kind !== 'none') {
    const text = asString(told);
    return text === undefined ? undefined : /first$/i.test(text) || text === 'th';
  }
  // Until Keras 3 sequences were not images.
  if (options.flavour.options || (axes === 1 && options.flavour.name !== 'keras3')) return false;
  const format = formatOf(options.scene.host, options.flavour);
  return format === 'unknown' ? undefined : format === 'channels_first';
}

const tellsFormat = (options: Options): boolean =>
  options.given('data_format') !== undefined ||
  options.bound.names.includes('data_format') ||
  options.flavour.options;

export function formatMembers(flavour: Flavour): Record<string, Value> {
  const set = (call: Call): Value => {
    const text = asString(call.args[0]?.value ?? NONE);
    call.host.write(FORMAT.place(call.host), WORDS[text ?? ''] ?? 'unknown');
    return NONE;
  };
  const told = (words: Readonly<Record<Format, string | undefined>>) => (call: Call) =>
    string(words[formatOf(call.host, flavour)]);
  const today = { channels_last: 'channels_last', channels_first: 'channels_first', unknown: undefined };
  const members = {
    image_data_format: nativeFunction('keras.backend.image_data_format', told(today)),
    set_image_data_format: nativeFunction('keras.backend.set_image_data_format', set),
  };
  if (flavour.name !== 'keras2') return members;
  const before = { channels_last: 'tf', channels_first: 'th', unknown: undefined };
  return {
    ...members,
    image_dim_ordering: nativeFunction('keras.backend.image_dim_ordering', told(before)),
    set_image_dim_ordering: nativeFunction('keras.backend.set_image_dim_ordering', set),
  };
}
