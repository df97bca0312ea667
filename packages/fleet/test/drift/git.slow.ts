import { openFleet } from '@goldenpath/fleet';
import { testFolder } from '@goldenpath/testing/folders';
import { bareRepository, commitAs, filesIn, PLAIN_ENV } from '@goldenpath/testing/git';

const PLATFORM = `organisation: acme
domain: example.test
aws: { accountId: "123456789012", region: eu-west-2 }
teams: [app-team]
environments:
  - { name: dev, logLevel: debug, host: "{app}.dev.{domain}" }
delivery: { workflow: acme/platform/.github/workflows/_build-and-release.yml@main }
`;

const SHOP = 'kind: stateless-app\nname: shop\ndescription: Sells things\nowner: app-team\nimage: nginx:1.29\n';

test('generated files that were edited by hand in the GitOps repository are drift, with their author', async () => {
  const folder = testFolder({ 'platform.yaml': PLATFORM, 'apps/shop/app.yaml': SHOP });
  const repo = bareRepository({ 'README.md': 'The GitOps repository\n' });
  const fleet = openFleet({ cwd: folder, env: { ...process.env, ...PLAIN_ENV } });
  const git = { repo, branch: 'main' };

  const early = await fleet.drift({ git });
  expect(early.sources[0]).toMatchObject({ source: 'git', isRead: false });

  await fleet.synth();
  await fleet.publish(git);
  const clean = await fleet.drift({ git });
  expect(clean.sources[0]).toEqual({ source: 'git', isRead: true });
  expect(clean.rows).toEqual([]);

  const files = filesIn(repo);
  const [service, policies] = ['apps/shop/deploy/base/service.yaml', 'platform/dev/network-policies.yaml'];
  commitAs(repo, 'Mallory', {
    [service]: `${files[service] ?? ''}# by hand\n`,
    [policies]: `${files[policies] ?? ''}# by hand\n`,
    'apps/shop/deploy/base/notes.md': 'A file of a person is not drift.\n',
  });
  const { rows } = await fleet.drift({ git });
  expect(rows.map(({ where, what, owner, state }) => [where, what, owner, state])).toEqual(
    expect.arrayContaining([
      ['shop', service, 'app-team', 'edited'],
      ['platform', policies, undefined, 'edited'],
    ]),
  );
  expect(rows).toHaveLength(2);
  expect(rows[0]?.detail).toMatch(/^edited by Mallory in [0-9a-f]{10} on 2023-11-14$/);

  const absent = await fleet.drift({ git: { repo: `${repo}-absent` } });
  expect(absent.sources[0]).toMatchObject({ source: 'git', isRead: false });
});
