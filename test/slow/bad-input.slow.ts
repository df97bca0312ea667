import { execFile } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { BAD_CASES, type BadCase, writeCase } from '../bad-input/cases';
import { MADE_CASES } from '../bad-input/made-cases';

const COMMAND = path.join(__dirname, '../../packages/cli/bin/goldenpath.js');
const AT_ONCE = 4;
const MAX_MILLISECONDS = 20_000;

interface Run {
  readonly name: string;
  readonly exitCode: number | string | null | undefined;
  readonly complaint: string;
  /** What is in the output folder afterwards. */
  readonly written: readonly string[];
}

let root: string;
beforeAll(() => {
  root = fs.mkdtempSync(path.join(os.tmpdir(), 'bad-input-'));
});
afterAll(() => fs.rmSync(root, { recursive: true, force: true }));

async function synth({ name }: BadCase): Promise<Run> {
  const folder = path.join(root, name);
  const out = path.join(folder, 'out');
  fs.mkdirSync(folder);
  writeCase(name, folder);
  const args = [COMMAND, 'synth', '--apps', 'apps', '--platform', 'platform.yaml', '--out', 'out'];
  const { exitCode, said } = await run(args, folder);
  return { name, exitCode, complaint: said, written: fs.existsSync(out) ? fs.readdirSync(out) : [] };
}

function run(args: readonly string[], cwd: string): Promise<{ exitCode: Run['exitCode']; said: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, args, { cwd, timeout: MAX_MILLISECONDS }, (error, stdout, stderr) =>
      resolve({ exitCode: error === null ? 0 : error.code, said: stdout + stderr }),
    );
  });
}

/** Runs all cases, a few at a time: each is a process of its own. */
async function synthAll(cases: readonly BadCase[]): Promise<Run[]> {
  const left = [...cases];
  const runs: Run[] = [];
  const work = async (): Promise<void> => {
    for (let next = left.shift(); next !== undefined; next = left.shift()) runs.push(await synth(next));
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return runs;
}

/** The cases that need a real file system, and the first of each rule: the unit test has them all, in one process. */
function telling(): BadCase[] {
  const met = new Set<string>();
  return BAD_CASES.filter(({ name, expectedFile }) => {
    const rules = rulesIn(fs.readFileSync(expectedFile, 'utf8')).filter((rule) => !met.has(rule));
    for (const rule of rules) met.add(rule);
    return rules.length > 0 || name in MADE_CASES;
  });
}

it('refuses bad fleets with exit code 1, names the rules, and writes nothing', async () => {
  const cases = telling();
  const runs = await synthAll(cases);
  const expected = cases.map(({ name, expectedFile }) => ({
    name,
    exitCode: 1,
    rules: rulesIn(fs.readFileSync(expectedFile, 'utf8')),
    written: [],
  }));
  const seen = runs.map(({ name, exitCode, complaint, written }) => ({
    name,
    exitCode,
    rules: rulesIn(complaint),
    written,
  }));
  expect(seen.sort((a, b) => (a.name < b.name ? -1 : 1))).toEqual(expected);
}, 300_000);

/** The rules that errors are of, each once. */
function rulesIn(text: string): string[] {
  return [...new Set([...text.matchAll(/error: .* \[([a-z0-9-]+)\]$/gm)].map(([, rule = '']) => rule))].sort();
}
