import { UserError } from '@goldenpath/errors';
import { cpSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { type Backups, timeStamp } from '../backup/backup';
import { connectMaster, type Master } from '../server/session';
import { withClient } from '../server/connect';

/** Where an embedded server keeps its data, and who may read it all. */
export interface SnapshotSource {
  readonly folder: string;
  /** Where the copies go. */
  readonly snapshots: string;
  readonly superuser: Master;
  /** Gives a copied file to the user of the server. */
  readonly own: (file: string) => void;
}

/** Files of a running server that a copy must not have, and programs, which every start finds again. */
const LEFT_OUT = ['postmaster.pid', 'postmaster.opts', 'programs'];

/**
 * Copies of the whole data of an embedded server, as RDS makes snapshots of an instance. `startEmbeddedServer` runs on the copy.
 *
 * The server runs on meanwhile: the log of its changes, which is copied last, makes the copy consistent.
 */
export function embeddedSnapshots({ folder, snapshots, superuser, own }: SnapshotSource): Backups {
  return {
    title: 'a snapshot of the embedded server',
    check: () => Promise.resolve(),
    make: async ({ database, at }) => {
      const name = `${encodeURIComponent(database)}-${timeStamp(at)}`;
      const target = path.join(snapshots, `${path.basename(folder)}-${name}`);
      const partial = `${target}.partial`;
      rmSync(partial, { recursive: true, force: true });
      mkdirSync(snapshots, { recursive: true, mode: 0o711 });
      await withClient(await connectMaster(superuser), async (client) => {
        await client.query(`SELECT pg_catalog.pg_backup_start('goldenpath', true)`);
        copy(folder, partial, (file) => path.relative(path.join(folder, 'data'), file) !== 'pg_wal');
        const { rows } = await client.query<{ labelfile: string }>(
          'SELECT labelfile FROM pg_catalog.pg_backup_stop(false)',
        );
        const [{ labelfile = undefined } = {}] = rows;
        if (labelfile === undefined) throw new Error('The backup has no label.');
        writeFileSync(path.join(partial, 'data', 'backup_label'), labelfile, { mode: 0o600 });
        copy(path.join(folder, 'data', 'pg_wal'), path.join(partial, 'data', 'pg_wal'));
      });
      ownAll(partial, own);
      if (existsSync(target)) throw alreadyThere(target);
      renameSync(partial, target);
      return target;
    },
  };
}

function alreadyThere(target: string): UserError {
  return new UserError(`The snapshot ${target} exists.`, 'Run the command again.', { code: 'backup-failed' });
}

function ownAll(folder: string, own: (file: string) => void): void {
  own(folder);
  for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' })) own(path.join(folder, file));
}

function copy(from: string, to: string, wanted: (file: string) => boolean = () => true): void {
  const filter = (file: string) => wanted(file) && !LEFT_OUT.includes(path.basename(file));
  cpSync(from, to, { recursive: true, filter, preserveTimestamps: true, verbatimSymlinks: true });
}
