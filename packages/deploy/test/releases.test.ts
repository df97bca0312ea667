import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { EngineError, findEngine, ReleaseError } from '@goldenpath/deploy';
import { installedRelease } from '../src/engine/install-release';
import { type ReleaseSite, releaseSite, type SigningKey, signingKey, zipOf } from './support/release-server';
import { put, testdir } from './support/testdir';

const PROGRAM = `#!/bin/sh\necho '{"terraform_version":"1.11.4"}'\n`;
const ARCHIVE = zipOf({ 'LICENSE.txt': 'licence', terraform: PROGRAM });
const NAME = process.platform === 'win32' ? 'terraform.exe' : 'terraform';

let key: SigningKey;
beforeAll(async () => {
  key = await signingKey();
});

test('a release is downloaded once, verified, and stored as a complete executable', async () => {
  const site = await releaseSite(ARCHIVE, key);
  const cache = join(testdir(), 'not', 'there', 'yet');
  const said: string[] = [];
  const program = await installedRelease({ cache, source: site.source, onFetch: (what) => void said.push(what) });
  expect(readFileSync(program, 'utf8')).toBe(PROGRAM);
  expect(statSync(program).mode & 0o777).toBe(0o755);
  expect(readdirSync(cache)).toHaveLength(1);
  expect(readdirSync(join(program, '..'))).toEqual([NAME]);
  expect(site.asked).toHaveLength(3);
  expect(await installedRelease({ cache, source: site.source, onFetch: (what) => void said.push(what) })).toBe(program);
  expect(site.asked).toHaveLength(3);
  expect(said).toEqual(['Terraform 1.11.4']);
});

test('runs can download at the same time', async () => {
  const site = await releaseSite(ARCHIVE, key);
  const cache = testdir();
  const programs = await Promise.all([1, 2, 3].map(() => installedRelease({ cache, source: site.source })));
  expect(new Set(programs).size).toBe(1);
  expect(readdirSync(cache)).toHaveLength(1);
});

test('the downloaded release is used when there is no other engine', async () => {
  const site = await releaseSite(ARCHIVE, key);
  const found = await findEngine({ env: { PATH: '' }, cache: testdir(), source: site.source });
  expect(found).toMatchObject({ name: 'Terraform', version: '1.11.4', origin: 'fetched' });
});

test.each<[string, (site: ReleaseSite) => unknown, string]>([
  [
    'an archive that was changed',
    (site) => site.files.set('.zip', zipOf({ terraform: 'evil' })),
    'is not the signed one',
  ],
  ['checksums that were changed', forgeSums, 'are not signed with the release key'],
  [
    'a file that is not a signature',
    (site) => site.files.set('_SHA256SUMS.TEST.sig', Buffer.from('hello')),
    'are not signed with the release key',
  ],
  [
    'a missing signature',
    (site) => site.files.delete('_SHA256SUMS.TEST.sig'),
    'could not be fetched (the server responded with 404)',
  ],
  [
    'a server that fails',
    (site) => site.files.set('.zip', 503),
    'could not be fetched (the server responded with 503)',
  ],
])('%s is refused, and nothing is kept', async (_, spoil, message) => {
  const site = await releaseSite(ARCHIVE, key);
  spoil(site);
  await expectRefusal(site, message);
});

test('a release with another signature is refused', async () => {
  await expectRefusal(await releaseSite(ARCHIVE, await signingKey(), key), 'are not signed with the release key');
});

test('a signed archive without the program is refused, and so is a file that is not an archive', async () => {
  await expectRefusal(await releaseSite(zipOf({ other: 'x' }), key), 'does not contain terraform');
  await expectRefusal(await releaseSite(Buffer.from('not an archive'), key), 'is not a zip archive');
});

test('an unreachable server is one line with a remedy', async () => {
  const source = { url: 'http://127.0.0.1:1', key: key.publicKey, keyId: 'TEST' };
  const found = findEngine({ env: { PATH: '' }, cache: testdir(), source });
  await expect(found).rejects.toThrow(EngineError);
  await expect(found).rejects.toThrow(
    /^No usable Terraform: there is no terraform on the PATH, .* could not be fetched \(.+\)\. .*$/,
  );
});

test.each(['_SHA256SUMS', '_SHA256SUMS.TEST.sig'])('an endless %s is refused at the size limit', async (file) => {
  const site = await releaseSite(ARCHIVE, key);
  site.files.set(file, Buffer.alloc(1 << 20));
  await expectRefusal(site, 'larger than 100000 bytes');
  expect(site.asked.at(-1)).toMatch(new RegExp(`${file}$`));
});

test('a mirror receives its password, and no message contains it', async () => {
  const site = await releaseSite(ARCHIVE, key);
  const url = site.source.url.replace('//', '//joe:s3cret%21@');
  await installedRelease({ cache: testdir(), source: { ...site.source, url } });
  expect(site.authorizations).toEqual(Array(3).fill(`Basic ${Buffer.from('joe:s3cret!').toString('base64')}`));
  const spoils: ((spoilt: ReleaseSite) => unknown)[] = [
    ({ files }) => files.delete('_SHA256SUMS'),
    ({ files }) => files.set('.zip', Buffer.from('x')),
    forgeSums,
  ];
  for (const spoil of spoils) {
    const spoilt = await releaseSite(ARCHIVE, key);
    spoil(spoilt);
    const source = { ...spoilt.source, url: spoilt.source.url.replace('//', '//joe:s3cret%21@') };
    const failure: unknown = await installedRelease({ cache: testdir(), source }).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(ReleaseError);
    expect(String(failure)).toContain('***@127.0.0.1');
    expect(String(failure)).not.toContain('s3cret');
  }
});

test('an invalid proxy URL is one error, without its password', async () => {
  const site = await releaseSite(ARCHIVE, key);
  const source = { ...site.source, proxy: 'http://joe:s3cret@' };
  const failure: unknown = await installedRelease({ cache: testdir(), source }).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(ReleaseError);
  expect(String(failure)).not.toContain('s3cret');
});

test('a cache that cannot be created is a user error', async () => {
  const site = await releaseSite(ARCHIVE, key);
  const cache = join(put(testdir(), 'file', ''), 'cache');
  await expect(installedRelease({ cache, source: site.source })).rejects.toThrow(ReleaseError);
  await expect(installedRelease({ cache, source: site.source })).rejects.toThrow('is not a folder');
});

function forgeSums({ files }: ReleaseSite): void {
  files.set('_SHA256SUMS', Buffer.from(String(files.get('_SHA256SUMS')).replaceAll(/^./gm, '0')));
}

async function expectRefusal(site: ReleaseSite, message: string): Promise<void> {
  const cache = testdir();
  const installed = installedRelease({ cache, source: site.source });
  await expect(installed).rejects.toThrow(ReleaseError);
  await expect(installed).rejects.toThrow(message);
  expect(readdirSync(cache)).toEqual([]);
}
