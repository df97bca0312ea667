import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';

const AXE = readFileSync(path.join(import.meta.dirname, '../../node_modules/axe-core/axe.min.js'), 'utf8');
const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];
const FOLDERS = [...(process.env.PATH ?? '').split(path.delimiter).filter(Boolean), '/usr/bin', '/snap/bin'];
const MAC = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';
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
/** Nothing here takes as long; a machine under load does not fail a test. */
const PATIENCE_MS = 150_000;

/** Starts the Chromium of this machine. It is not downloaded: `.ci/run` installs it with the system's packages. */
export async function startBrowser(): Promise<Browser> {
  const named = process.env.CHROMIUM;
  const found = [...FOLDERS.flatMap((folder) => NAMES.map((name) => path.join(folder, name))), MAC].find((file) =>
    existsSync(file),
  );
  const executablePath = named === undefined || named === '' ? found : named;
  if (executablePath === undefined)
    throw new Error('There is no Chromium. Install it (Debian: apt-get install chromium), or name one in CHROMIUM.');
  return chromium.launch({ executablePath, args: FLAGS, timeout: PATIENCE_MS });
}

/** Opens the portal as its guest. A dialog of a script in hostile text is an error of the page. */
export async function enter(browser: Browser, url: string, errors: string[]): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  page.setDefaultTimeout(PATIENCE_MS);
  // Colours and places are those at the end of a transition.
  await page.addInitScript(() => {
    const style = document.createElement('style');
    style.textContent = '*, *::before, *::after { transition: none !important; animation: none !important; }';
    document.addEventListener('DOMContentLoaded', () => document.head.append(style));
  });
  page.on('pageerror', (error) => errors.push(String(error)));
  page.on('dialog', (dialog) => {
    errors.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  await page.goto(`${url}/create`);
  await page.getByRole('button', { name: 'Enter' }).click();
  await page.getByRole('heading', { name: 'A service with a PostgreSQL database' }).waitFor();
  return page;
}

/** What axe finds in a part of the page. */
export async function violations(page: Page, within: string): Promise<string[]> {
  await page.evaluate(AXE);
  return page.evaluate(async (selector) => {
    interface Axe {
      readonly run: (at: string) => Promise<{ violations: { id: string; nodes: { html: string }[] }[] }>;
    }
    const { axe } = globalThis as unknown as { axe: Axe };
    const found = await axe.run(selector);
    return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
  }, within);
}

/** Keeps a picture for the documentation in the folder of `SCREENSHOTS`. */
export async function shoot(page: Page, name: string, within?: string): Promise<void> {
  const to = process.env.SCREENSHOTS;
  if (to === undefined) return;
  mkdirSync(to, { recursive: true });
  const file = { path: path.join(to, `${name}.png`) };
  if (within === undefined) await page.screenshot(file);
  else await page.locator(within).first().screenshot(file);
}
