import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';

const SHOP = 'kind: stateless-app\nname: shop\ndescription: Sells things\nowner: app-team\n';

/**
 * Cases that cannot be kept as files: too large, no regular file, not text, or different on another file system. Each
 * changes a good fleet with the one application `shop`.
 */
export const MADE_CASES: Readonly<Record<string, (folder: string) => void>> = {
  'file-ten-megabytes': (folder) => writeShop(folder, `${SHOP}# ${'x'.repeat(10 * 1024 * 1024)}\n`),
  'file-line-of-a-megabyte': (folder) => writeShop(folder, `${SHOP}env: { A: ${'x'.repeat(1_000_000)}, a: b }\n`),
  'file-of-opening-brackets': (folder) => writeShop(folder, `${SHOP}uses: ${'['.repeat(100_000)}\n`),
  'file-nested-deeply': (folder) => writeShop(folder, `${SHOP}env: ${'{A: '.repeat(60)}x${'}'.repeat(60)}\n`),
  'file-of-many-keys': (folder) =>
    writeShop(folder, SHOP + Array.from({ length: 30_000 }, (_, index) => `k${index}: v\n`).join('')),
  'file-of-many-mistakes': (folder) =>
    writeShop(folder, `${SHOP}env:\n${Array.from({ length: 5000 }, (_, index) => `  k-${index}: v\n`).join('')}`),
  'file-alias-bomb': (folder) => writeShop(folder, SHOP + aliasBomb(9)),
  'file-alias-bomb-in-platform': (folder) => fs.appendFileSync(path.join(folder, 'platform.yaml'), aliasBomb(9)),
  'file-many-aliases': (folder) =>
    writeShop(
      folder,
      `${SHOP}a: &a x\nenv:\n${Array.from({ length: 60 }, (_, index) => `  V${index}: *a\n`).join('')}`,
    ),
  'file-not-utf8': (folder) =>
    writeShop(folder, Buffer.concat([Buffer.from(SHOP), Buffer.from([0x23, 0xff, 0xfe, 0x0a])])),
  'file-utf16': (folder) => writeShop(folder, Buffer.from(`\uFEFF${SHOP}`, 'utf16le')),
  'file-null-bytes': (folder) => writeShop(folder, SHOP.replace('things', 'th\0ings')),
  'file-of-hopeless-patterns': (folder) => {
    const long = (text: string) => JSON.stringify(text.repeat(30_000 / text.length));
    writeShop(folder, `kind: stateless-app\nname: ${long('a-')}\ndescription: ok\nowner: x\nimage: ${long('a-/')}\n`);
    const platform = path.join(folder, 'platform.yaml');
    const written = fs.readFileSync(platform, 'utf8').replace('"{app}.dev.{domain}"', long('{app}'));
    fs.writeFileSync(platform, written.replace('domain: example.org', `domain: ${long('a.-')}`));
  },
  'file-of-control-characters': (folder) =>
    writeShop(folder, `${SHOP}args:\n${Array.from({ length: 15_000 }, () => '  - "\\0"\n').join('')}`),
  'file-old-mac-lines': (folder) => writeShop(folder, `${SHOP.replaceAll('\n', '\r')}replica: 2\r`),
  'file-is-a-symbolic-link': (folder) => {
    const file = path.join(folder, 'apps/shop/app.yaml');
    fs.renameSync(file, path.join(folder, 'elsewhere.yaml'));
    fs.symlinkSync('../../elsewhere.yaml', file);
  },
  'file-is-a-folder': (folder) => {
    fs.rmSync(path.join(folder, 'apps/shop/app.yaml'));
    fs.mkdirSync(path.join(folder, 'apps/shop/app.yaml'));
  },
  'file-is-a-named-pipe': (folder) => {
    fs.rmSync(path.join(folder, 'apps/shop/app.yaml'));
    execFileSync('mkfifo', [path.join(folder, 'apps/shop/app.yaml')]);
  },
  'folder-is-a-symbolic-link': (folder) => fs.symlinkSync('shop', path.join(folder, 'apps/store')),
  'folder-leads-out-of-the-fleet': (folder) => fs.symlinkSync('../..', path.join(folder, 'apps/outside')),
  'folder-link-to-itself': (folder) => fs.symlinkSync('loop', path.join(folder, 'apps/loop')),
  'folder-name-with-control-characters': (folder) => fs.mkdirSync(path.join(folder, 'apps/\u001B[2Jgone\n')),
  'apps-folder-missing': (folder) => fs.rmSync(path.join(folder, 'apps'), { recursive: true }),
  'apps-folder-is-a-file': (folder) => {
    fs.rmSync(path.join(folder, 'apps'), { recursive: true });
    fs.writeFileSync(path.join(folder, 'apps'), '');
  },
  'platform-missing': (folder) => fs.rmSync(path.join(folder, 'platform.yaml')),
  'platform-is-a-symbolic-link': (folder) => {
    fs.renameSync(path.join(folder, 'platform.yaml'), path.join(folder, 'real.yaml'));
    fs.symlinkSync('real.yaml', path.join(folder, 'platform.yaml'));
  },
  'platform-is-a-folder': (folder) => {
    fs.rmSync(path.join(folder, 'platform.yaml'));
    fs.mkdirSync(path.join(folder, 'platform.yaml'));
  },
};

function writeShop(folder: string, content: string | Buffer): void {
  fs.writeFileSync(path.join(folder, 'apps/shop/app.yaml'), content);
}

/** "Billion laughs": each level holds the one before nine times. */
function aliasBomb(levels: number): string {
  const level = (index: number) =>
    `l${index}: &l${index} [${Array(9)
      .fill(index === 0 ? 'lol' : `*l${index - 1}`)
      .join(', ')}]\n`;
  return Array.from({ length: levels }, (_, index) => level(index)).join('');
}
