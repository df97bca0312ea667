import { printable, type ProcessOptions, type ProcessResult, runProcess } from '@goldenpath/process';

const base = { cwd: process.cwd(), env: process.env };

function node(script: string, options: Partial<ProcessOptions> = {}): Promise<ProcessResult> {
  return runProcess(process.execPath, ['-e', script], { ...base, ...options });
}

/** Whether a process is still running. */
function runs(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

async function until(isTrue: () => boolean): Promise<void> {
  while (!isTrue()) await new Promise((resolve) => setTimeout(resolve, 10));
}

const WAIT = 'setInterval(() => undefined, 1000);';

describe('a process that ends by itself', () => {
  test('gives its exit code and both streams', async () => {
    const result = await node('console.log("out"); console.error("err"); process.exitCode = 3');
    expect(result).toMatchObject({ end: 3, stderr: 'err\n' });
    expect(result.stdout.toString()).toBe('out\n');
    expect(result.all).toContain('out\n');
    expect(result.all).toContain('err\n');
  });

  test('reads its input', async () => {
    const { stdout } = await node('process.stdin.pipe(process.stdout)', { input: 'a\nb' });
    expect(stdout.toString()).toBe('a\nb');
  });

  test('has an empty input by default', async () => {
    expect(await node('process.stdin.resume().on("end", () => process.exit(4))')).toMatchObject({ end: 4 });
  });

  test('may leave its input unread', async () => {
    expect(await node('process.exit(0)', { input: Buffer.alloc(1_000_000) })).toMatchObject({ end: 0 });
  });

  test('passes complete lines, even if a character is split', async () => {
    const lines: string[] = [];
    const script = `
      const bytes = Buffer.from('één\\ntwee\\nrest');
      process.stdout.write(bytes.subarray(0, 1), () => setTimeout(() => process.stdout.write(bytes.subarray(1)), 50));`;
    await node(script, { onLine: (line) => void lines.push(line) });
    expect(lines).toEqual(['één', 'twee']);
  });

  test('keeps the end of its output when there is a limit', async () => {
    const { stdout } = await node('process.stdout.write("x".repeat(100_000) + "the end")', { maxOutput: 10 });
    expect(stdout.toString()).toBe('xxxthe end');
  });

  test('is not awaited longer than the grace period when another process keeps its output open', async () => {
    const script = `
      const { spawn } = require('node:child_process');
      const child = spawn(process.execPath, ['-e', ${JSON.stringify(WAIT)}], { stdio: 'inherit' });
      process.stdout.write(String(child.pid), () => process.exit(0));`;
    const { end, stdout } = await node(script, { outputGraceMs: 10 });
    expect(end).toBe(0);
    process.kill(Number(stdout.toString()), 'SIGKILL');
  });
});

describe('a process that does not start', () => {
  test('has the system error', async () => {
    const result = await runProcess('no-such-program-anywhere', [], base);
    expect(result).toMatchObject({ end: 'not-started', error: { code: 'ENOENT' } });
  });

  test('can have a missing working directory', async () => {
    expect(await node('', { cwd: '/no/such/folder' })).toMatchObject({ end: 'not-started' });
  });
});

describe('a process that is stopped', () => {
  test('by its time limit', async () => {
    expect(await node(WAIT, { timeoutMs: 20 })).toMatchObject({ end: 'timeout' });
  });

  test('because it prints nothing', async () => {
    expect(await node(WAIT, { firstOutputMs: 20 })).toMatchObject({ end: 'silent' });
  });

  test('by a signal of another process', async () => {
    expect(await node('process.kill(process.pid, "SIGKILL")')).toMatchObject({ end: 'signal' });
  });

  test('by a cancellation that came before it started', async () => {
    expect(await node(WAIT, { cancel: AbortSignal.abort() })).toMatchObject({ end: 'cancelled' });
  });

  test('by a cancellation, with all processes that it started', async () => {
    const cancellation = new AbortController();
    const script = `
      const { spawn } = require('node:child_process');
      const child = spawn(process.execPath, ['-e', ${JSON.stringify(WAIT)}]);
      console.log(child.pid);
      ${WAIT}`;
    let pid = 0;
    const onLine = (line: string) => {
      pid = Number(line);
      cancellation.abort();
    };
    expect(await node(script, { cancel: cancellation.signal, onLine })).toMatchObject({ end: 'cancelled' });
    await until(() => !runs(pid));
    expect(runs(pid)).toBe(false);
  });
});

test('each interrupt reaches the process, which decides when to exit', async () => {
  const [first, second] = [new AbortController(), new AbortController()];
  const script = `
    let count = 0;
    process.on('SIGINT', () => { count += 1; console.log('asked ' + count); if (count === 2) process.exit(5); });
    ${WAIT} console.log('ready');`;
  const lines: string[] = [];
  const onLine = (line: string) => {
    lines.push(line);
    if (line === 'ready') first.abort();
    if (line === 'asked 1') second.abort();
  };
  const result = await node(script, { interrupt: first.signal, insist: second.signal, onLine });
  expect(result).toMatchObject({ end: 5 });
  expect(lines).toEqual(['ready', 'asked 1', 'asked 2']);
});

test.each([
  ['SIGTERM', "process.on('SIGINT', () => undefined)", 'signal'],
  ['SIGKILL', "for (const name of ['SIGINT', 'SIGTERM']) process.on(name, () => undefined)", 'cancelled'],
])('a process that ignores what comes before %s is ended by it', async (_, ignore, end) => {
  const insist = new AbortController();
  const onLine = () => insist.abort();
  const script = `${ignore}; ${WAIT} console.log('ready');`;
  expect(await node(script, { insist: insist.signal, patienceMs: 100, onLine })).toMatchObject({ end });
});

test('a line of many megabytes is scanned once, not again for each part', async () => {
  const lines: number[] = [];
  const script =
    "for (let i = 0; i < 60; i += 1) process.stdout.write('x'.repeat(1_000_000)); process.stdout.write('\\nshort\\n')";
  await node(script, { onLine: (line) => void lines.push(line.length) });
  expect(lines).toEqual([60_000_000, 5]);
});

test('removes its listeners from a signal that outlives it', async () => {
  const { signal } = new AbortController();
  const remove = jest.spyOn(signal, 'removeEventListener');
  await node('', { cancel: signal, interrupt: signal });
  expect(remove).toHaveBeenCalledTimes(2);
});

test('printable output has no control characters', () => {
  expect(printable('a\u001b[31mred\u0007\nb')).toBe('ared \nb');
});
