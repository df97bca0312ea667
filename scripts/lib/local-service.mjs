import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runProgram } from './run-program.mjs';
import { digest, root } from './workspace.mjs';

const REPOSITORIES = join(root, 'dist', 'repos');
const SERVICES = join(root, 'dist', 'service');
const PATHS = ['/', '/health', '/ready', '/metrics'];
const shell = process.platform === 'win32';
const SECOND = 1000;
const LIMITS = { install: 120 * SECOND, build: 120 * SECOND, start: 30 * SECOND, stop: 10 * SECOND };

/**
 * Starts the first service of the fleet in Node.js that needs no database, from the repository that `synth` wrote, shows its answers on
 * localhost, and stops it. If that is not possible on this machine, prints one line. Always returns 0.
 */
export async function localService() {
  process.stdout.write('\n');
  const app = firstService();
  if (app === undefined) return skipped('The fleet has no service in Node.js without a database.');
  const folder = join(SERVICES, app);
  const reason = (await prepare(app, folder)) ?? (await show(app, folder));
  return reason === undefined ? 0 : skipped(reason);
}

function skipped(reason) {
  process.stdout.write(`Skipped the service. ${reason.replaceAll(/\s+/g, ' ')}\n`);
  return 0;
}

function firstService() {
  const apps = existsSync(REPOSITORIES) ? readdirSync(REPOSITORIES).toSorted() : [];
  const has = (app, file) => existsSync(join(REPOSITORIES, app, file));
  return apps.find((app) => has(app, 'package-lock.json') && !has(app, 'migrations'));
}

/** Copies the repository, installs its packages and builds it: what did not change since the last run stays. Returns why that failed. */
async function prepare(app, folder) {
  const source = join(REPOSITORIES, app);
  const install = new Stamp(folder, 'installed', readFileSync(join(source, 'package-lock.json'), 'utf8'));
  const build = new Stamp(folder, 'built', readFileSync(join(source, '.goldenpath.json'), 'utf8'));
  if (install.isCurrent() && build.isCurrent()) return undefined;
  if (!install.isCurrent()) rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  cpSync(source, folder, { recursive: true });
  if (!install.isCurrent()) {
    const args = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--prefer-offline', '--loglevel=error'];
    const reason = await npm(args, folder, LIMITS.install, `Installing packages of ${app}`);
    if (reason !== undefined) return `npm could not install its packages: ${reason}`;
    install.write();
  }
  const reason = await npm(['run', '--silent', 'build'], folder, LIMITS.build, `Building ${app}`);
  if (reason !== undefined) return `It could not be built: ${reason}`;
  build.write();
  return undefined;
}

/** Records that a step is done with an input. */
class Stamp {
  constructor(folder, name, input) {
    this.file = join(folder, `.${name}`);
    this.value = digest(input);
  }

  isCurrent() {
    return existsSync(this.file) && readFileSync(this.file, 'utf8') === this.value;
  }

  write() {
    writeFileSync(this.file, this.value);
  }
}

/** Returns the line that says why it failed, if it did. */
async function npm(args, cwd, timeout, label) {
  const { code, output } = await runProgram('npm', args, { cwd, env: environment(), label, shell, timeout });
  if (code === 0) return undefined;
  const lines = output.split('\n').map((line) => line.replace(/^npm (error|ERR!) ?/, '').trim());
  const cause = lines.find((line) => /request to|reason:/.test(line));
  const first = lines.find((line) => line !== '' && !/^(code|errno|syscall) /.test(line));
  return cause ?? first ?? `it took more than ${timeout / SECOND} seconds.`;
}

/** npm started this program, and tells its children about this project. Its registry and proxy stay. */
function environment() {
  const kept =
    /^npm_config_(registry|userconfig|globalconfig|cache|offline|proxy|https_proxy|noproxy|cafile|strict_ssl)$/i;
  const own = Object.entries(process.env).filter(([name]) => !/^(npm_|pnpm_|INIT_CWD$)/i.test(name) || kept.test(name));
  // A missing registry is then reported in seconds.
  const patience = { npm_config_fetch_retries: '1', npm_config_fetch_retry_mintimeout: '1000' };
  return { ...Object.fromEntries(own), ...patience };
}

/** Runs the service, shows what it answers, and stops it. Returns why it did not answer. */
async function show(app, folder) {
  const env = { ...environment(), PORT: '0', APP_ENV: 'dev', LOG_LEVEL: 'info' };
  const args = ['--enable-source-maps', join('dist', 'src', 'server.js')];
  const child = spawn(process.execPath, args, { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = new Promise((resolve) => {
    child.on('close', () => resolve(undefined));
  });
  try {
    const port = await listening(child, ended);
    if (typeof port === 'string') return `It did not start: ${port}`;
    const address = `http://localhost:${port}`;
    const answers = [];
    for (const path of PATHS) answers.push(await answer(address, path));
    process.stdout.write(`${app} answers on ${address}, started from dist/repos/${app}\n${answers.join('')}`);
    return undefined;
  } catch (error) {
    return `It did not answer: ${error.message}`;
  } finally {
    await stop(child, ended);
  }
}

/** Returns the port in the log of a service, or the last thing that it said. */
async function listening(child, ended) {
  let output = '';
  const late = AbortSignal.timeout(LIMITS.start);
  const port = new Promise((resolve) => {
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk) => {
        output += chunk;
        const line = output.split('\n').find((text) => text.includes('"listening"') && text.endsWith('}'));
        if (line !== undefined) resolve(portIn(line));
      });
    child.on('error', (error) => resolve(error.message));
    late.addEventListener('abort', () => resolve(`nothing within ${LIMITS.start / SECOND} seconds.`));
  });
  const found = await Promise.race([port, ended]);
  return typeof found === 'number' || typeof found === 'string' ? found : lastLine(output);
}

function lastLine(output) {
  return output.trim().split('\n').at(-1) || 'it ended.';
}

function portIn(line) {
  try {
    return Number(JSON.parse(line).port);
  } catch {
    return line;
  }
}

async function answer(address, path) {
  const response = await fetch(address + path, { signal: AbortSignal.timeout(LIMITS.stop) });
  const lines = (await response.text()).split('\n');
  const line = lines.find((text) => text !== '' && !text.startsWith('#')) ?? '';
  return `  GET ${path.padEnd(9)} ${response.status}  ${line.slice(0, 90)}\n`;
}

async function stop(child, ended) {
  child.kill('SIGTERM');
  const late = setTimeout(() => child.kill('SIGKILL'), LIMITS.stop);
  await ended;
  clearTimeout(late);
}
