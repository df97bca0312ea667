import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];
const FOLDERS = ['/usr/bin', '/usr/local/bin', '/snap/bin', '/opt/google/chrome'];
const MAC = [
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** The path of Chromium: the variable `CHROMIUM`, or else the first one on the `PATH` or in one of its usual folders. */
function findChromium(env: Readonly<Record<string, string | undefined>> = process.env): string | undefined {
  const named = env['CHROMIUM'];
  if (named !== undefined && named !== '') return named;
  const folders = [...(env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== ''), ...FOLDERS];
  return [...folders.flatMap((folder) => NAMES.map((name) => join(folder, name))), ...MAC].find((file) =>
    existsSync(file),
  );
}

/**
 * Tests in a real browser. They are skipped if there is none; in CI that is a failure.
 *
 * @param define - Defines the tests; the browser is there when they run.
 */
export function describeInChromium(name: string, define: (browser: () => Browser) => void): void {
  const executablePath = findChromium();
  if (executablePath === undefined && process.env['CI'] === 'true')
    test(`${name}: Chromium is there`, () => {
      throw new Error('There is no Chromium. Install it (Debian: apt-get install chromium), or name one in CHROMIUM.');
    });
  const describeOrSkip = executablePath === undefined ? describe.skip : describe;
  describeOrSkip(name, () => {
    let browser: Browser | undefined;
    beforeAll(async () => {
      browser = await chromium.launch({ executablePath: executablePath ?? '', args: FLAGS });
    }, 60_000);
    afterAll(() => browser?.close());
    define(() => {
      if (browser === undefined) throw new Error('The browser has not started.');
      return browser;
    });
  });
}

/** Options that make Chromium run without prompts, without a display and as root. */
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--disable-dev-shm-usage',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
