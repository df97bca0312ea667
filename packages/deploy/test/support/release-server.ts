import { createHash } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { crc32 } from 'node:zlib';
import * as openpgp from 'openpgp';
import type { ReleaseSource } from '@goldenpath/deploy';

/** A server with one release, which tests can corrupt. */
export interface ReleaseSite {
  readonly source: ReleaseSource;
  /** Response overrides, by the end of the file name. */
  readonly files: Map<string, Buffer | number>;
  readonly asked: string[];
  /** The `authorization` header of each request that has one. */
  readonly authorizations: string[];
}

export interface SigningKey {
  readonly publicKey: string;
  readonly sign: (text: string) => Promise<Buffer>;
}

const servers: Server[] = [];

afterAll(() => {
  for (const server of servers.splice(0)) server.close();
});

export async function signingKey(): Promise<SigningKey> {
  const { privateKey, publicKey } = await openpgp.generateKey({ userIDs: [{ name: 'Test' }], format: 'object' });
  return {
    publicKey: publicKey.armor(),
    sign: async (text) => {
      const message = await openpgp.createMessage({ binary: Buffer.from(text) });
      return Buffer.from(await openpgp.sign({ message, signingKeys: privateKey, detached: true, format: 'binary' }));
    },
  };
}

/** Serves `archive` as the release of every platform, signed by `key`. */
export async function releaseSite(archive: Buffer, key: SigningKey, trusted = key): Promise<ReleaseSite> {
  const files = new Map<string, Buffer | number>();
  const asked: string[] = [];
  const authorizations: string[] = [];
  const server = createServer((request, response) => {
    const url = request.url ?? '';
    asked.push(url);
    if (request.headers.authorization !== undefined) authorizations.push(request.headers.authorization);
    const found = [...files].find(([end]) => url.endsWith(end))?.[1] ?? 404;
    response.writeHead(typeof found === 'number' ? found : 200).end(typeof found === 'number' ? '' : found);
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const sum = createHash('sha256').update(archive).digest('hex');
  const platforms = ['linux_amd64', 'linux_arm64', 'darwin_amd64', 'darwin_arm64', 'windows_amd64'];
  const sums = platforms.map((platform) => `${sum}  terraform_1.11.4_${platform}.zip\n`).join('');
  files.set('.zip', archive);
  files.set('_SHA256SUMS', Buffer.from(sums));
  files.set('_SHA256SUMS.TEST.sig', await key.sign(sums));
  const { port } = server.address() as AddressInfo;
  return {
    source: { url: `http://127.0.0.1:${port}`, key: trusted.publicKey, keyId: 'TEST' },
    files,
    asked,
    authorizations,
  };
}

/** Returns an uncompressed archive with these files. */
export function zipOf(files: Readonly<Record<string, string>>): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, text] of Object.entries(files)) {
    const content = Buffer.from(text);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt32LE(crc32(content), 10);
    common.writeUInt32LE(content.length, 14);
    common.writeUInt32LE(content.length, 18);
    common.writeUInt16LE(Buffer.byteLength(name), 22);
    const local = Buffer.concat([Buffer.from('PK\u0003\u0004'), common, Buffer.from(name), content]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    directory.push(
      Buffer.concat([Buffer.from('PK\u0001\u0002'), Buffer.from([20, 0]), common, tail, Buffer.from(name)]),
    );
    parts.push(local);
    offset += local.length;
  }
  const listed = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(parts.length, 4);
  end.writeUInt16LE(parts.length, 6);
  end.writeUInt32LE(listed.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...parts, listed, Buffer.from('PK\u0005\u0006'), end]);
}
