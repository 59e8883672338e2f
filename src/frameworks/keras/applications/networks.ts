/**
 * What the networks of `keras.applications` make of an image: how its sides shrink, and how many channels come out. Source: keras/src/applications; each was
 * run on images of odd and even sides.
 */
import { add, ceilDivide, type Dim, floorDivide, size } from '../../../shapes/index.ts';

/** What shrinks a side: halved and rounded 'up' or 'down', by a window of 3 with 'stride' 2 or 'slide' 1 and no padding, or to a 'quarter', rounded down. */
type Step = 'up' | 'down' | 'stride' | 'slide' | 'quarter';

export interface Network {
  readonly channels: number;
  /** undefined: not described. */
  readonly steps: readonly Step[] | undefined;
  /** The side of the images that the whole network takes unless it is told another. */
  readonly side: number;
}

const SHRINK: Readonly<Record<Step, (side: Dim) => Dim>> = {
  up: side => ceilDivide(side, size(2)),
  down: side => floorDivide(side, size(2)),
  stride: side => floorDivide(add(side, size(-1)), size(2)),
  slide: side => add(side, size(-2)),
  quarter: side => floorDivide(side, size(4)),
};

export const shrunk = (side: Dim, steps: readonly Step[]): Dim =>
  steps.reduce((left, step) => SHRINK[step](left), side);

const UP: readonly Step[] = ['up', 'up', 'up', 'up', 'up'];
const DOWN: readonly Step[] = ['down', 'down', 'down', 'down', 'down'];
const MOBILE: readonly Step[] = ['up', 'down', 'down', 'down', 'down'];
const DENSE: readonly Step[] = ['up', 'up', 'down', 'down', 'down'];
const INCEPTION: readonly Step[] = ['stride', 'slide', 'stride', 'slide', 'stride', 'stride', 'stride'];
const XCEPTION: readonly Step[] = ['stride', 'slide', 'up', 'up', 'up', 'up'];
const CONVNEXT: readonly Step[] = ['quarter', 'down', 'down', 'down'];

const networks = (
  steps: readonly Step[] | undefined,
  channels: Readonly<Record<string, number>>,
  side = 224,
): Record<string, Network> =>
  Object.fromEntries(
    Object.entries(channels).map(([name, count]) => [name, { channels: count, steps, side }]),
  );

export const NETWORKS: Readonly<Record<string, Network>> = {
  ...networks(DOWN, { VGG16: 512, VGG19: 512 }),
  ...networks(UP, { ResNet50: 2048, ResNet101: 2048, ResNet152: 2048 }),
  ...networks(UP, { ResNet50V2: 2048, ResNet101V2: 2048, ResNet152V2: 2048 }),
  ...networks(MOBILE, { MobileNet: 1024 }),
  ...networks(UP, { MobileNetV2: 1280, MobileNetV3Large: 960, MobileNetV3Small: 576 }),
  ...networks(DENSE, { DenseNet121: 1024, DenseNet169: 1664, DenseNet201: 1920 }),
  ...networks(INCEPTION, { InceptionV3: 2048, InceptionResNetV2: 1536 }, 299),
  ...networks(XCEPTION, { Xception: 2048 }, 299),
  ...networks(UP, { EfficientNetB0: 1280 }),
  ...networks(UP, { EfficientNetB1: 1280 }, 240),
  ...networks(UP, { EfficientNetB2: 1408 }, 260),
  ...networks(UP, { EfficientNetB3: 1536 }, 300),
  ...networks(UP, { EfficientNetB4: 1792 }, 380),
  ...networks(UP, { EfficientNetB5: 2048 }, 456),
  ...networks(UP, { EfficientNetB6: 2304 }, 528),
  ...networks(UP, { EfficientNetB7: 2560 }, 600),
  ...networks(UP, { EfficientNetV2B0: 1280 }),
  ...networks(UP, { EfficientNetV2B1: 1280 }, 240),
  ...networks(UP, { EfficientNetV2B2: 1408 }, 260),
  ...networks(UP, { EfficientNetV2B3: 1536 }, 300),
  ...networks(UP, { EfficientNetV2S: 1280 }, 384),
  ...networks(UP, { EfficientNetV2M: 1280, EfficientNetV2L: 1280 }, 480),
  ...networks(CONVNEXT, { ConvNeXtTiny: 768, ConvNeXtSmall: 768, ConvNeXtBase: 1024 }),
  ...networks(CONVNEXT, { ConvNeXtLarge: 1536, ConvNeXtXLarge: 2048 }),
  ...networks(undefined, { NASNetMobile: 1056 }),
  ...networks(undefined, { NASNetLarge: 4032 }, 331),
};
