import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const ROOT = path.resolve(import.meta.dirname, '../../..');
const COMMAND = path.join(ROOT, 'packages/cli/bin/goldenpath.js');

const network = {
  vpcId: 'vpc-0d0e0f10',
  subnetIds: ['subnet-0d0e0f10', 'subnet-0d0e0f11'],
  clientCidrs: ['10.0.0.0/16'],
};

const PLATFORM = {
  organisation: 'acme',
  domain: 'acme.test',
  aws: { accountId: '123456789012', region: 'eu-west-2' },
  teams: ['app-team', 'data-team'],
  environments: [
    {
      name: 'dev',
      logLevel: 'debug',
      host: '{app}.dev.{domain}',
      mutableTags: true,
      databases: { network, sizes: ['small'] },
    },
    { name: 'prod', logLevel: 'warn', host: '{app}.{domain}', databases: { network, minimumBackupRetentionDays: 14 } },
  ],
  delivery: { workflow: 'acme/platform/.github/workflows/_build-and-release.yml@main' },
};

const ORDERS = `kind: backend-app-rds
name: orders
description: Takes orders
owner: app-team
database:
  name: orders_db
  username: orders_app
`;

const QUEUE = `import { defineKind, definePart } from '@goldenpath/extension';
export const parts = [definePart({ name: 'queue', description: 'A queue.', fields: {
  properties: { queue: { $ref: '#/definitions/WrittenQueue' } }, required: ['queue'],
  definitions: { WrittenQueue: { type: 'object', additionalProperties: false, required: ['days', 'order'], properties: {
    days: { type: 'integer', description: 'Days that messages are kept.', minimum: 1, maximum: 14, default: 4 },
    order: { type: 'string', enum: ['fifo', 'none'], description: 'The order of messages.' } } } } } })];
export const kinds = [defineKind({ name: 'queue-worker', description: 'A worker of a queue.', parts: ['workload', 'queue'] })];
`;

/** A small fleet on disk, with an application and the kind of an extension. */
export interface TestFleet {
  readonly folder: string;
  /** Runs `goldenpath` in the fleet, and returns what it prints. */
  readonly goldenpath: (...args: readonly string[]) => string;
  /** Copies the fleet. */
  readonly copy: () => TestFleet;
  readonly remove: () => void;
}

/** @param backstage - The field of the platform file. */
export function testFleet(backstage: object = {}): TestFleet {
  const folder = mkdtempSync(path.join(tmpdir(), 'fleet-'));
  writeFileSync(
    path.join(folder, 'platform.yaml'),
    JSON.stringify({ ...PLATFORM, backstage, extensions: ['./queue'] }),
  );
  mkdirSync(path.join(folder, 'apps/orders'), { recursive: true });
  writeFileSync(path.join(folder, 'apps/orders/app.yaml'), ORDERS);
  mkdirSync(path.join(folder, 'queue'));
  writeFileSync(path.join(folder, 'queue/index.ts'), QUEUE);
  const fleet = fleetIn(folder);
  fleet.goldenpath('rds', 'catalog');
  fleet.goldenpath('backstage');
  return fleet;
}

export function fleetIn(folder: string): TestFleet {
  return {
    folder,
    goldenpath: (...args) =>
      execFileSync(process.execPath, [COMMAND, ...args], {
        cwd: folder,
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'pipe'],
      }),
    copy: () => {
      const to = mkdtempSync(path.join(tmpdir(), 'fleet-'));
      cpSync(folder, to, { recursive: true });
      return fleetIn(to);
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
