import * as fs from 'node:fs';
import * as path from 'node:path';
import { reservedApplicationNames } from '@goldenpath/extension';
import { RESERVED_ENVIRONMENTS } from '../../src/reserved-names';
import { BUILT_IN_APP_SCHEMA, PLATFORM_SCHEMA } from '../../src/schema/schemas';
import { checkText, PLATFORM, platformOf, STATELESS, summary } from '../support/specs';

const WORKFLOWS = path.join(__dirname, '../../../../.github/workflows');

const named = (name: string, platform = PLATFORM) =>
  summary(checkText(STATELESS.replace('shop', name), { folder: name, platform: platformOf(platform) }).diagnostics);

describe('reserved names of environments', () => {
  it('are all that the workflows use for something else', () => {
    const texts = fs.readdirSync(WORKFLOWS).map((file) => fs.readFileSync(path.join(WORKFLOWS, file), 'utf8'));
    const used = texts.flatMap((text) =>
      [...text.matchAll(/(?:^ +environment:(?:\n? +name:)? |tags\/deployed\/)([a-z-]+)$/gm)].map(([, name]) => name),
    );
    expect(used).toEqual(expect.arrayContaining(['plan', 'gitops', 'removals']));
    expect(RESERVED_ENVIRONMENTS.map(({ name }) => name)).toEqual(expect.arrayContaining(used));
  });

  it('are documented at the field of the name', () => {
    const description = PLATFORM_SCHEMA.definitions?.['WrittenEnvironment']?.properties?.['name']?.description;
    for (const { name } of RESERVED_ENVIRONMENTS) expect(description).toContain(`\`${name}\``);
  });
});

describe('reserved names of applications', () => {
  it('are documented at the field of the platform file that changes them', () => {
    const description = PLATFORM_SCHEMA.definitions?.['WrittenApplicationNames']?.description;
    const components = reservedApplicationNames(platformOf()).filter(
      ({ isFor }) => isFor === 'a component of the platform',
    );
    expect(components).not.toEqual([]);
    for (const { name } of components) expect(description).toContain(`\`${name}\``);
    expect(JSON.stringify(BUILT_IN_APP_SCHEMA)).toContain('applicationNames');
  });

  it('include the GitOps repository however its name is written', () => {
    const platform = PLATFORM.replace('delivery:', 'gitops: { repository: Cluster-State }\ndelivery:');
    expect(named('cluster-state', platform)).toEqual(['reserved-name: cluster-state']);
    expect(named('gitops', platform)).toEqual([]);
  });

  it('include the repository of the delivery workflow only in this organisation', () => {
    expect(named('idp')).toEqual(['reserved-name: idp']);
    expect(named('idp', PLATFORM.replace('acme/idp', 'other/idp'))).toEqual([]);
  });

  it('can be added to and taken away in the platform file', () => {
    const names = 'applicationNames: { reserved: [status-page], allowed: [vault, gitops] }\ndelivery:';
    const platform = PLATFORM.replace('delivery:', names);
    expect(named('status-page')).toEqual([]);
    expect(named('status-page', platform)).toEqual(['reserved-name: status-page']);
    expect(named('vault')).toEqual(['reserved-name: vault']);
    expect(named('vault', platform)).toEqual([]);
    // The central repository stays the platform's, whatever is allowed.
    expect(named('gitops', platform)).toEqual(['reserved-name: gitops']);
  });
});
