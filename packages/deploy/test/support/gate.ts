import { existsSync, watch, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** An event that happens once and can be awaited. */
export interface Signal {
  readonly given: Promise<void>;
  readonly give: () => void;
}

export function signal(): Signal {
  let give: () => void = () => undefined;
  const given = new Promise<void>((resolve) => (give = resolve));
  return { given, give };
}

/** A resource whose creation waits until the test releases it. */
export interface Gate {
  /** The arguments of the resource. */
  readonly resource: Readonly<Record<string, unknown>>;
  /** Waits until Terraform creates the resource. */
  readonly reached: () => Promise<void>;
  /** Lets Terraform finish the resource. */
  readonly open: () => void;
}

export function gateIn(folder: string): Gate {
  const reached = join(folder, 'gate-reached');
  const opened = join(folder, 'gate-opened');
  // The loop also ends when the test has removed the folder.
  const command = `: > '${reached}'; while [ -e '${reached}' ] && [ ! -e '${opened}' ]; do sleep 0.05; done`;
  return {
    resource: { provisioner: [{ 'local-exec': { command } }] },
    reached: () => appearanceOf(reached, folder),
    open: () => writeFileSync(opened, ''),
  };
}

function appearanceOf(file: string, folder: string): Promise<void> {
  return new Promise((resolve) => {
    const watcher = watch(folder, () => check());
    const check = () => {
      if (!existsSync(file)) return;
      watcher.close();
      resolve();
    };
    check();
  });
}
