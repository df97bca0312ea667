import { builtInRegistry } from '@goldenpath/parts';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { nameConflicts, resolveFleet } from '@goldenpath/model';
import { formatDiagnostic, loadFleet } from '@goldenpath/spec';
import { BAD_CASES, writeCase } from '../bad-input/cases';
import { MADE_CASES } from '../bad-input/made-cases';

/** A hang guard: input that is read without bounds would not end. */
const HANGS_MS = 60_000;
const MAX_GROWTH_KILOBYTES = 200 * 1024;
const UPDATE = process.env['UPDATE_GOLDEN'] === '1';

let folder: string;
beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'bad-input-'));
});
afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

/** Everything that a fleet is told before anything is generated, as it is printed. */
async function complaints(): Promise<string> {
  const { fleet, diagnostics } = await loadFleet(
    {
      appsFolder: path.join(folder, 'apps'),
      platformFile: path.join(folder, 'platform.yaml'),
      relativeTo: folder,
    },
    builtInRegistry,
  );
  const claims =
    fleet === undefined
      ? []
      : nameConflicts(
          resolveFleet(
            fleet.platform,
            fleet.apps.map(({ spec }) => spec),
            builtInRegistry,
          ),
          fleet,
        );
  return [...diagnostics, ...claims].map((diagnostic) => `${formatDiagnostic(diagnostic)}\n`).join('\n');
}

describe('bad input', () => {
  it('has many cases, and a folder for each that is made', () => {
    const names = BAD_CASES.map(({ name }) => name);
    expect(names.length).toBeGreaterThanOrEqual(70);
    expect(names).toEqual(expect.arrayContaining(Object.keys(MADE_CASES)));
  });

  it.each(BAD_CASES)(
    '$name',
    async ({ name, expectedFile }) => {
      writeCase(name, folder);
      const before = process.resourceUsage().maxRSS;
      const said = await complaints();
      expect(process.resourceUsage().maxRSS - before).toBeLessThan(MAX_GROWTH_KILOBYTES);
      expect(said).not.toBe('');
      if (UPDATE) fs.writeFileSync(expectedFile, said);
      expect(said).toBe(fs.readFileSync(expectedFile, 'utf8'));
    },
    HANGS_MS,
  );

  it('finds no error in the valid fleet that the cases are derived from', async () => {
    fs.cpSync(path.join(__dirname, '../bad-input/good'), folder, { recursive: true });
    expect(await complaints()).toBe('');
  });
});
