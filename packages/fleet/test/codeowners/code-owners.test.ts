import * as fs from 'node:fs';
import * as path from 'node:path';
import { ROOT, openFleet } from '@goldenpath/testing/fleet';
import { testFolder } from '@goldenpath/testing/folders';
import { arbitraryFleet, factsOf } from '@goldenpath/testing/fleet-arbitrary';
import * as fc from 'fast-check';
import type { FleetFacts } from '@goldenpath/model';
import { codeOwners, EARLIER_HEADER, requiredReviewers } from '../../src/codeowners/code-owners';
import { compareCodeOwners } from '../../src/codeowners/compare-code-owners';
import { writeFileAtomically } from '@goldenpath/output';

const PATHS = { platformFile: 'platform.yaml', appsFolder: 'apps' };
let example: FleetFacts;
beforeAll(async () => {
  example = (await openFleet(ROOT)).facts;
});

/** Returns the owners of a file as GitHub reads CODEOWNERS: the last matching line decides. Only our own patterns are supported. */
function ownersOf(text: string, file: string): string[] {
  const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  const matching = lines.filter((line) => {
    const pattern = (/^(?:\\ |\S)+/.exec(line)?.[0] ?? '').replaceAll('\\ ', ' ');
    if (pattern === '*') return true;
    const [folder, extension] = pattern.split('/**/*');
    if (extension !== undefined) return `/${file}`.startsWith(`${folder}/`) && file.endsWith(extension);
    if (pattern.endsWith('/')) return `/${file}`.startsWith(pattern);
    return `/${file}` === pattern;
  });
  return (matching.at(-1) ?? '')
    .replace(/^(\\ |\S)+ ?/, '')
    .split(' ')
    .filter((owner) => owner !== '');
}

const PLATFORM = ['@goldenpath-idp/platform-team', '@goldenpath-idp/security-team'];

test.each([
  ['apps/storefront/app.yaml', ['@goldenpath-idp/app-team']],
  // Code is not its team's alone to approve.
  ['apps/storefront/app.ts', PLATFORM],
  ['apps/storefront/lib/deep/helper.mjs', PLATFORM],
  // Its risk is high, so the approvers of production are added.
  ['apps/orders-api/app.yaml', ['@goldenpath-idp/app-team', ...PLATFORM]],
  ['apps/reporting-db/app.yaml', ['@goldenpath-idp/data-team']],
  ['apps/my-redis/deep/down/file', ['@goldenpath-idp/platform-team']],
  ['apps/not-there-yet/app.yaml', PLATFORM],
  ['platform.yaml', PLATFORM],
  ['packages/infra/src/index.ts', PLATFORM],
  ['.github/workflows/deploy.yml', PLATFORM],
  ['.github/CODEOWNERS', PLATFORM],
  ['README.md', PLATFORM],
])('%s of the example is owned by %j', (file, owners) => {
  const { owner, risk } = example.apps.find(({ name }) => file.startsWith(`apps/${name}/`)) ?? {};
  expect({ owners: ownersOf(codeOwners(example, PATHS), file), owner, risk }).toEqual({ owners, owner, risk });
});

test.each([
  [{ specCode: ['security-team'] }, ['@goldenpath-idp/security-team']],
  [{ specCode: ['data-team', 'security-team'] }, ['@goldenpath-idp/data-team', '@goldenpath-idp/security-team']],
  // The team that owns the application owns its code.
  [{ specCode: [] }, ['@goldenpath-idp/app-team']],
  [{}, PLATFORM],
])('with `codeOwners: %j`, code of a spec is owned by %j', (owners, teams) => {
  const text = codeOwners(example, PATHS, owners);
  expect(ownersOf(text, 'apps/storefront/app.ts')).toEqual(teams);
  expect(ownersOf(text, 'apps/storefront/app.yaml')).toEqual(['@goldenpath-idp/app-team']);
});

test('code of a spec has the owners of the platform file also where no environment has approvers', () => {
  const { platform, apps } = example;
  const environments = platform.environments.map((environment) => ({ ...environment, approvers: [] }));
  const text = codeOwners({ platform: { ...platform, environments }, apps }, PATHS, { specCode: ['security-team'] });
  expect(ownersOf(text, 'apps/storefront/lib/x.ts')).toEqual(['@goldenpath-idp/security-team']);
});

test('in every fleet, each owner owns its application, and only the platform team owns the files of the platform', () => {
  fc.assert(
    fc.property(arbitraryFleet(), fc.constantFrom('apps', 'a b/apps', ''), (fleet, appsFolder) => {
      const facts = factsOf(fleet);
      const text = codeOwners(facts, { platformFile: 'a b/platform.yaml', appsFolder });
      const approvers = facts.platform.environments.flatMap(({ approvers: teams, isProduction }) =>
        isProduction ? teams : [],
      );
      const team = (name: string) => `@${facts.platform.organisation}/${name}`;
      for (const app of facts.apps) {
        const owners = ownersOf(text, `${appsFolder === '' ? '' : `${appsFolder}/`}${app.name}/app.yaml`);
        expect(owners[0]).toBe(team(app.owner));
        const also = app.risk === 'high' ? approvers.filter((name) => name !== app.owner) : [];
        expect(owners.slice(1).sort()).toEqual([...new Set(also)].map(team).sort());
      }
      for (const file of ['a b/platform.yaml', '.github/workflows/x.yml', 'other'])
        expect(ownersOf(text, file)).toEqual([...new Set(approvers)].map(team));
    }),
  );
});

test.each(['a#b/apps', 'a*b', 'a?b', '[a]', '!a', 'a\\b', 'a\nb'])(
  'a folder %j, which CODEOWNERS cannot express, is refused',
  (appsFolder) => {
    expect(() => codeOwners(example, { ...PATHS, appsFolder })).toThrow('cannot express the path');
  },
);

test('who is asked before a deployment is who approves the environment', () => {
  expect(requiredReviewers(example)).toEqual([
    { environment: 'organisation-wide', reviewers: ['platform-team', 'security-team'] },
    { environment: 'dev', reviewers: [] },
    { environment: 'test', reviewers: [] },
    { environment: 'staging', reviewers: [] },
    { environment: 'prod', reviewers: ['platform-team', 'security-team'] },
  ]);
  const harmless = { ...example, apps: example.apps.filter(({ risk }) => risk !== 'high') };
  expect(requiredReviewers(harmless)[0]).toEqual({ environment: 'organisation-wide', reviewers: [] });
});

test('GitHub takes six reviewers', () => {
  const [first, ...rest] = example.platform.environments;
  const approvers = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
  const environments = first === undefined ? [] : [{ ...first, approvers, isProduction: true }, ...rest];
  const reviewers = requiredReviewers({ ...example, platform: { ...example.platform, environments } });
  for (const each of reviewers) expect(each.reviewers.length).toBeLessThanOrEqual(6);
});

describe('the file', () => {
  const text = () => codeOwners(example, PATHS);

  test('is written, and then is fresh', () => {
    const file = path.join(testFolder(), '.github/CODEOWNERS');
    expect(compareCodeOwners(file, text())).toBe('missing');
    writeFileAtomically(file, text());
    expect(compareCodeOwners(file, text())).toBe('fresh');
    expect(fs.readdirSync(path.dirname(file))).toEqual(['CODEOWNERS']);
    expect(compareCodeOwners(file, `${text()}/more/ @a/b\n`)).toBe('differs');
  });

  test('of an earlier version is replaced', () => {
    const folder = testFolder({ earlier: `${EARLIER_HEADER}\n* @acme/platform\n` });
    expect(compareCodeOwners(path.join(folder, 'earlier'), text())).toBe('differs');
  });

  test('that a person wrote is not replaced, nor the target of a link', () => {
    const folder = testFolder({ mine: '* @someone\n', target: 'x' });
    expect(() => compareCodeOwners(path.join(folder, 'mine'), text())).toThrow('is not replaced');
    fs.symlinkSync(path.join(folder, 'target'), path.join(folder, 'link'));
    expect(() => compareCodeOwners(path.join(folder, 'link'), text())).toThrow('is not replaced');
  });
});
