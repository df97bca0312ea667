import * as fs from 'node:fs';
import { type ChildProcess, ProcessScope } from '@goldenpath/process';
import type { CodeHost } from '@goldenpath/spec';
import { loadCodes } from '../../src/code/load-code';
import { brief, diagnosticsOf, type FleetFolder, fleetFolder, valueOf } from './fleet-folder';

const PLANTED = 'planted-0123456789';

let folder: FleetFolder;
const before = { ...process.env };
beforeEach(() => {
  folder = fleetFolder();
  Object.assign(process.env, { GITOPS_TOKEN: PLANTED, AWS_SECRET_ACCESS_KEY: PLANTED });
});
afterEach(() => {
  process.env = { ...before };
  folder.remove();
});

/** Closes as soon as a process says on its channel that the code begins. */
class EndsWhenCodeBegins extends ProcessScope {
  override add(child: ChildProcess): void {
    super.add(child);
    child.stdio[3]?.once('data', () => this.close());
  }
}

/** Loads one file of code after another that is fine, which has to load whatever the first one does. */
async function load(source: string, timeoutMs?: number, host?: CodeHost) {
  folder.write({ 'fleet/app.ts': source, 'fleet/good.ts': `export default { name: 'good' };` });
  const files = ['app.ts', 'good.ts'].map((name) => folder.at('fleet', name));
  const [loaded, good] = await loadCodes(files, folder.fleet, {
    ...(timeoutMs !== undefined && { timeoutMs }),
    ...(host !== undefined && { host }),
  });
  expect(valueOf(good)).toEqual({ name: 'good' });
  return loaded;
}

const ATTEMPT = `const attempt = (work: () => unknown): string => {
  try { return 'got ' + String(work()); } catch (error) { return String((error as any).code ?? (error as Error).message); }
};\n`;

/** What each expression gave to the code, or why it gave nothing. */
async function attempts(expressions: Readonly<Record<string, string>>): Promise<unknown> {
  const fields = Object.entries(expressions).map(([name, expression]) => `${name}: attempt(() => ${expression}),`);
  return valueOf(
    await load(
      `import * as fs from 'node:fs';\n${ATTEMPT}declare const require: any;\nexport default {\n${fields.join('\n')}\n};`,
    ),
  );
}

describe('the code of a spec cannot get at credentials', () => {
  test('its environment is empty', async () => {
    expect(await attempts({ env: 'JSON.stringify(process.env)' })).toEqual({ env: 'got {}' });
  });

  test('nor those of this process and its own from /proc, nor files of the machine', async () => {
    const result = await attempts({
      parent: "fs.readFileSync('/proc/' + process.ppid + '/environ', 'utf8')",
      self: "fs.readFileSync('/proc/self/environ')",
      promises: "require('node:fs/promises').readFile('/proc/self/environ') && 'a promise that nothing waits for'",
      machine: "fs.readFileSync('/etc/passwd')",
      beside: `fs.readFileSync(${JSON.stringify(folder.at('beside'))})`,
      url: "fs.readFileSync(new URL('file:///etc/passwd'))",
      buffer: "fs.readFileSync(Buffer.from('/etc/passwd'))",
      dots: "fs.readFileSync(__dirname + '/../beside')",
    });
    expect(result).toEqual({
      parent: 'ERR_ACCESS_DENIED',
      self: 'ERR_ACCESS_DENIED',
      promises: expect.anything(),
      machine: 'ERR_ACCESS_DENIED',
      beside: 'ERR_ACCESS_DENIED',
      url: 'ERR_ACCESS_DENIED',
      buffer: 'ERR_ACCESS_DENIED',
      dots: 'ERR_ACCESS_DENIED',
    });
  });

  test('nor through a link that the fleet has to a folder outside of it', async () => {
    fs.symlinkSync('/proc', folder.at('fleet/proc'));
    fs.symlinkSync('/etc', folder.at('fleet/etc'));
    const result = await attempts({
      environ: "fs.readFileSync(__dirname + '/proc/' + process.ppid + '/environ', 'utf8')",
      list: "fs.readdirSync(__dirname + '/etc')",
      open: "fs.openSync(__dirname + '/etc/passwd', 'r')",
      required: "require(__dirname + '/proc/' + process.ppid + '/environ')",
      dotenv: "(process as any).loadEnvFile(__dirname + '/proc/' + process.ppid + '/environ')",
    });
    expect(JSON.stringify(result)).not.toContain(PLANTED);
    expect(result).toMatchObject({
      environ: 'ERR_ACCESS_DENIED',
      list: 'ERR_ACCESS_DENIED',
      open: 'ERR_ACCESS_DENIED',
    });
    expect(JSON.stringify(result)).not.toContain('got ');
  });

  test('nor from hidden files of the fleet, such as those of Git and npm', async () => {
    folder.write({ 'fleet/.git/config': PLANTED, 'fleet/.npmrc': PLANTED, 'fleet/data.txt': 'data' });
    const result = await attempts({
      git: "fs.readFileSync(__dirname + '/.git/config')",
      npm: "fs.readFileSync(__dirname + '/.npmrc')",
      data: "fs.readFileSync(__dirname + '/data.txt')",
    });
    expect(result).toEqual({ git: 'ERR_ACCESS_DENIED', npm: 'ERR_ACCESS_DENIED', data: 'got data' });
  });

  test('nor by a program, a thread, a debugger, a native module, or Node internals', async () => {
    const result = await attempts({
      program: "require('node:child_process').execSync('env')",
      spawned: "require('node:child_process').spawnSync('env').error.code.repeat(0) || undefined.x",
      thread: "new (require('node:worker_threads').Worker)('1', { eval: true })",
      debug: "require('node:inspector').open(0)",
      parentDebug: '(process as any)._debugProcess(process.ppid)',
      binding: "(process as any).binding('fs')",
      linked: "(process as any)._linkedBinding('x')",
      native: "(process as any).dlopen({}, '/x.node')",
      write: "fs.writeFileSync(__dirname + '/written', '')",
    });
    expect(JSON.stringify(result)).not.toMatch(/got |PATH/);
    expect(fs.existsSync(folder.at('fleet/written'))).toBe(false);
  });

  test('a refused read says which file', async () => {
    const [diagnostic] = diagnosticsOf(
      await load(
        `import { readFileSync } from 'node:fs';\n\nexport default { a: readFileSync('/etc/passwd', 'utf8') };`,
      ),
    );
    expect(diagnostic).toMatchObject({
      rule: 'code-denied',
      message: 'The code reads `/etc/passwd`, and a spec may not.',
      location: { file: 'app.ts', line: 3 },
    });
  });
});

describe('the code of a spec cannot do harm', () => {
  test.each([
    ['an endless loop', 'for (;;);\nexport default {};'],
    ['an endless getter', 'export default { get a() { for (;;); } };'],
    ['an endless pattern', `/^(a+)+$/.test('a'.repeat(50) + 'b');\nexport default {};`],
    ['a sleep', 'Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);\nexport default {};'],
  ])('%s is stopped, and other files still load', async (_, source) => {
    const [diagnostic] = diagnosticsOf(await load(source, 500));
    expect(diagnostic).toMatchObject({
      rule: 'code-too-long',
      message: 'The code ran for more than 0.5 seconds and was stopped.',
      location: { file: 'app.ts', line: 1, column: 1 },
    });
  });

  test('too much memory is one error, and other files still load', async () => {
    const source = `const all: unknown[] = [];\nfor (;;) all.push(new Array(1e6).fill(all.length));\nexport default {};`;
    const [diagnostic] = diagnosticsOf(await load(source, 60_000));
    expect(diagnostic?.message).toBe('The code used more than 512 MB of memory and was stopped.');
  });

  test('too much data is one error', async () => {
    const [diagnostic] = diagnosticsOf(await load(`export default { a: 'x'.repeat(5_000_000) };`));
    expect(diagnostic?.message).toBe('The default export has more than 4 MB of data.');
  });

  test.each([
    ['process.exit()', 'process.exit was called'],
    ['process.kill(process.ppid)', 'process.kill is not available to a spec'],
    ['process.abort()', 'process.abort is not available to a spec'],
    ['(process as any).reallyExit(0)', 'process.reallyExit is not available to a spec'],
  ])('%s throws', async (call, message) => {
    const [diagnostic] = diagnosticsOf(await load(`export default {};\n${call};`));
    expect(diagnostic?.message).toContain(message);
    expect(brief(diagnostic as never)).toMatch(/^code-throws app\.ts:2:/);
  });

  test('its output does not get into its data, however long it is', async () => {
    let printed = '';
    const host = { processes: new ProcessScope(), onOutput: (text: string) => (printed += text) };
    const source = `for (let i = 0; i < 20_000; i += 1) console.log('{"flood": 1}'.repeat(20));\nexport default { a: 1 };`;
    expect(valueOf(await load(source, undefined, host))).toEqual({ a: 1 });
    expect(printed).toContain('{"flood": 1}');
    expect(printed.length).toBeLessThan(200_000);
  });

  test('its process ends when the owner closes', async () => {
    const processes = new EndsWhenCodeBegins();
    folder.write({ 'fleet/app.ts': 'export default {};\nfor (;;);' });
    const host = { processes, onOutput: () => undefined };
    const [loaded] = await loadCodes([folder.at('fleet', 'app.ts')], folder.fleet, { timeoutMs: 600_000, host });
    const [diagnostic] = diagnosticsOf(loaded);
    expect(diagnostic?.message).toContain('SIGKILL');
  });

  test('data that it writes into the channel of its process is refused', async () => {
    const forged = JSON.stringify({ begins: 0, token: 'x' });
    const source = `import { writeSync } from 'node:fs';\nwriteSync(3, ${JSON.stringify(`${forged}\n`)});\nfor (;;);\nexport default {};`;
    const [diagnostic] = diagnosticsOf(await load(source, 60_000));
    expect(diagnostic?.rule).toBe('code-ended');
    expect(diagnostic?.message).toContain('wrote to the channel of the process that runs it');
  });

  test('callbacks that it leaves in the event loop never run', async () => {
    const source = `setTimeout(() => { throw new Error('late'); });\nsetInterval(() => 1, 10);\nexport default { a: 1 };`;
    expect(valueOf(await load(source))).toEqual({ a: 1 });
  });

  test('a thrown value that cannot be read is one error', async () => {
    const [diagnostic] = diagnosticsOf(
      await load(`throw { get code() { throw new Error('again'); } };\nexport default {};`),
    );
    expect(diagnostic?.rule).toBe('code-ended');
  });

  test('data with a key of an object is data', async () => {
    const loaded = valueOf(await load(`export default JSON.parse('{"__proto__": {"a": 1}}');`));
    expect(Object.keys(loaded as object)).toEqual(['__proto__']);
  });
});
