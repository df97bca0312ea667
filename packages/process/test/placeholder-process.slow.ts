import { join } from 'node:path';
import { runProcess, startPlaceholderProcess } from '@goldenpath/process';

const node = (script: string) => runProcess(process.execPath, ['-e', script], { cwd: __dirname, env: process.env });

function runs(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

async function hasEnded(pid: number): Promise<void> {
  while (runs(pid)) await new Promise((resolve) => setTimeout(resolve, 10));
}

test('a placeholder is a separate process, and lives until it is stopped', async () => {
  const placeholder = startPlaceholderProcess();
  expect(placeholder.pid).not.toBe(process.pid);
  // Another process starts and ends in the meantime.
  await node('');
  expect(runs(placeholder.pid)).toBe(true);
  placeholder.stop();
  await hasEnded(placeholder.pid);
});

test('a placeholder does not keep its parent from exiting, and ends with it', async () => {
  const built = JSON.stringify(join(__dirname, '../dist'));
  const { end, stdout } = await node(`console.log(require(${built}).startPlaceholderProcess().pid)`);
  expect(end).toBe(0);
  await hasEnded(Number(stdout));
});
