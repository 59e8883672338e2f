/** `node --import tsx build/icon.mjs`: draws media/icon.png (256 x 256) from media/icon.svg. */
import { readFile } from 'node:fs/promises';
import { chromium } from 'playwright-core';
import { findChromium } from '../test/support/chromium.ts';
import { at } from './paths.mjs';

const { executablePath, args } = await findChromium();
const browser = await chromium.launch({ executablePath, args: [...args] });
const page = await browser.newPage({ viewport: { width: 256, height: 256 } });
await page.setContent(`<body style="margin:0">${await readFile(at('media/icon.svg'), 'utf8')}`);
await page.screenshot({ path: at('media/icon.png'), omitBackground: true });
await browser.close();
