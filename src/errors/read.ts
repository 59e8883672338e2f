/** An error text, read: exception, frames, the layer it names, and what its words mean. Pure; the text is data of unknown origin. */
import type { FrameworkName } from '../values/index.ts';
import { bounded } from './bounded.ts';
import { raisedIn } from './exception.ts';
import { type Frame, framesIn } from './frames.ts';
import { layerIn, type NamedLayer } from './layer-name.ts';
import type { Meaning, Saying } from './saying.ts';
import { arraySayings } from './sayings/arrays.ts';
import { kerasSayings } from './sayings/keras/index.ts';
import { languageSayings } from './sayings/languages.ts';
import { otherSayings } from './sayings/others.ts';
import { tfjsSayings } from './sayings/tfjs.ts';
import { torchSayings } from './sayings/torch/index.ts';
import { SHAPE, type Sizes, sizesOf } from './sizes.ts';

export interface ErrorText {
  /** What was read of it. */
  readonly text: string;
  /** 'ValueError' */
  readonly exception: string | undefined;
  /** Its words, without frames before them. */
  readonly message: string;
  /** Outermost first. */
  readonly frames: readonly Frame[];
  readonly layer: NamedLayer | undefined;
  /** What its words mean; undefined where they are not known. */
  readonly said: Said | undefined;
}

export interface Said extends Meaning {
  /** Frameworks that say so; empty: any may. */
  readonly frameworks: readonly FrameworkName[];
  readonly about: Saying['about'];
  /** All shapes of the message, whatever they are. */
  readonly mentioned: readonly Sizes[];
}

/** What frameworks say themselves comes before what the languages do, since their messages quote those. */
const SAYINGS: readonly Saying[] = [
  ...torchSayings,
  ...kerasSayings,
  ...tfjsSayings,
  ...arraySayings,
  ...otherSayings,
  ...languageSayings,
];

export function readError(text: string): ErrorText {
  const short = bounded(text);
  const { exception, message } = raisedIn(short);
  return {
    text: short,
    exception,
    message,
    frames: framesIn(short),
    layer: layerIn(message),
    said: meaningOf(message),
  };
}

/** Of several that fit the one whose words come first: what follows is quoted, or lists arguments. */
function meaningOf(message: string): Said | undefined {
  let found: { readonly saying: Saying; readonly match: RegExpExecArray } | undefined;
  for (const saying of SAYINGS) {
    const match = saying.pattern.exec(message);
    if (match && (!found || match.index < found.match.index)) found = { saying, match };
  }
  if (!found) return undefined;
  const { saying, match } = found;
  return {
    frameworks: saying.frameworks,
    about: saying.about,
    ...saying.read(match),
    mentioned: shapesIn(message),
  };
}

const MOST_SHAPES = 12;

function shapesIn(message: string): readonly Sizes[] {
  const found = message.matchAll(new RegExp(SHAPE, 'g'));
  return [...found].slice(0, MOST_SHAPES).flatMap(([text]) => {
    const sizes = sizesOf(text);
    return sizes && sizes.length > 0 ? [sizes] : [];
  });
}
