import { type ChildProcess, spawn } from 'node:child_process';

/** How long a group has to end before it is killed, in seconds. */
const GRACE_SECONDS = 10;

/**
 * Reads `+ SIGNAL GROUP` and `- SIGNAL GROUP` until its input is closed, which the system does when the process that writes them is killed.
 * Then it ends the groups that are left.
 */
const SCRIPT = `
list=' '
while read -r change signal group; do
  case $change in
    +) list="$list$signal:$group " ;;
    -) list="\${list%% $signal:$group *} \${list#* $signal:$group }" ;;
  esac
done
for each in $list; do kill -s "\${each%%:*}" -- "-\${each#*:}"; done
waited=0
while [ $waited -lt ${GRACE_SECONDS} ]; do
  alive=
  for each in $list; do kill -s 0 -- "-\${each#*:}" && alive=yes; done
  [ -z "$alive" ] && exit
  sleep 1
  waited=$((waited + 1))
done
for each in $list; do kill -s KILL -- "-\${each#*:}"; done
`;

/** Signals that ask a process to end. */
export type EndSignal = 'SIGTERM' | 'SIGINT';

let guard: ChildProcess | undefined;
const guarded = new Map<ChildProcess, EndSignal>();

/**
 * Ends the group of a process when this process ends, even where it is killed and cannot do it itself. One small process of the system's
 * shell watches over all groups. Without process groups, as on Windows, nothing is done.
 *
 * @param signal - The first request to end. After ten seconds the group is killed.
 */
export function endWithParent(child: ChildProcess, signal: EndSignal): void {
  if (process.platform === 'win32' || child.pid === undefined) return;
  guard ??= startGuard();
  guarded.set(child, signal);
  tell('+', child, signal);
  // Every process of the group that has its output is gone then.
  child.once('close', () => release(child));
}

/** The group has ended: its number may belong to another one soon. */
export function release(child: ChildProcess): void {
  const signal = guarded.get(child);
  if (signal === undefined) return;
  guarded.delete(child);
  tell('-', child, signal);
}

function tell(change: '+' | '-', { pid }: ChildProcess, signal: EndSignal): void {
  guard?.stdin?.write(`${change} ${signal.slice('SIG'.length)} ${pid}\n`);
}

function startGuard(): ChildProcess {
  const child = spawn('/bin/sh', ['-c', SCRIPT], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
    env: { PATH: '/usr/bin:/bin' },
    cwd: '/',
  });
  // Where there is no shell, processes end with this one only where it ends them.
  child.on('error', () => undefined);
  child.stdin.on('error', () => undefined);
  child.unref();
  (child.stdin as typeof child.stdin & { unref(): void }).unref();
  return child;
}
