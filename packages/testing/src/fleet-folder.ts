import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import type { FleetSource } from '@goldenpath/spec';

const network = {
  vpcId: 'vpc-0d0e0f10',
  subnetIds: ['subnet-0d0e0f10', 'subnet-0d0e0f11'],
  clientCidrs: ['10.0.0.0/16'],
};

const PLATFORM = {
  organisation: 'example',
  domain: 'example.test',
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
  delivery: { workflow: 'example/platform/.github/workflows/_build-and-release.yml@main' },
};

const ORDERS = `kind: backend-app-rds
name: orders
description: Takes orders
owner: app-team
database:
  name: orders_db
  username: orders_app
`;

/** A small fleet on disk, with one backend, that a test may add to. */
export interface FleetFolder {
  readonly root: string;
  readonly source: FleetSource;
  /** Every file and folder below, sorted. */
  readonly tree: () => string[];
  readonly remove: () => void;
}

export function fleetFolder(): FleetFolder {
  const root = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'new-test-')));
  fs.writeFileSync(path.join(root, 'platform.yaml'), JSON.stringify(PLATFORM));
  fs.mkdirSync(path.join(root, 'apps/orders'), { recursive: true });
  fs.writeFileSync(path.join(root, 'apps/orders/app.yaml'), ORDERS);
  return {
    root,
    source: { appsFolder: path.join(root, 'apps'), platformFile: path.join(root, 'platform.yaml'), relativeTo: root },
    tree: () => fs.readdirSync(root, { recursive: true }).map(String).sort(),
    remove: () => fs.rmSync(root, { recursive: true, force: true }),
  };
}

/** A fleet folder whose platform file names one extension, in `queue/index.ts`. */
export function fleetFolderWithExtension(code: string): FleetFolder {
  const folder = fleetFolder();
  fs.writeFileSync(folder.source.platformFile, JSON.stringify({ ...PLATFORM, extensions: ['./queue'] }));
  fs.mkdirSync(path.join(folder.root, 'queue'));
  fs.writeFileSync(path.join(folder.root, 'queue/index.ts'), code);
  return folder;
}
