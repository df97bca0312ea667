import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { awsSecretStore } from '@goldenpath/database';

/** Secrets Manager for a role that may list versions and read no value. */
function service(answers: Readonly<Record<string, readonly [number, object]>>, asked: string[]): Promise<Server> {
  const server = createServer((request, response) => {
    const action = String(request.headers['x-amz-target']).replace('secretsmanager.', '');
    asked.push(action);
    const [status, body] = answers[action] ?? [400, { __type: 'AccessDeniedException' }];
    response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' });
    response.end(JSON.stringify(body));
  });
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve(server));
  });
}

const VERSIONS = {
  Versions: [
    { VersionId: 'a', VersionStages: ['AWSPREVIOUS'], CreatedDate: 1_700_000_000 },
    { VersionId: 'b', VersionStages: ['AWSCURRENT'], CreatedDate: 1_760_000_000 },
  ],
};

test('I3: the date of a password is read without its value', async () => {
  const asked: string[] = [];
  const server = await service({ ListSecretVersionIds: [200, VERSIONS] }, asked);
  const before = { id: process.env['AWS_ACCESS_KEY_ID'], key: process.env['AWS_SECRET_ACCESS_KEY'] };
  process.env['AWS_ACCESS_KEY_ID'] = 'id';
  process.env['AWS_SECRET_ACCESS_KEY'] = 'key';
  try {
    const { port } = server.address() as AddressInfo;
    const store = awsSecretStore({ region: 'eu-west-2', endpoint: `http://127.0.0.1:${port}` });
    await expect(store.read('goldenpath/prod/x/postgres')).rejects.toMatchObject({ code: 'aws-denied' });
    expect(await store.currentSince?.('goldenpath/prod/x/postgres')).toEqual(new Date(1_760_000_000_000));
    expect(asked).toEqual(['GetSecretValue', 'ListSecretVersionIds']);
  } finally {
    if (before.id === undefined) delete process.env['AWS_ACCESS_KEY_ID'];
    else process.env['AWS_ACCESS_KEY_ID'] = before.id;
    if (before.key === undefined) delete process.env['AWS_SECRET_ACCESS_KEY'];
    else process.env['AWS_SECRET_ACCESS_KEY'] = before.key;
    server.close();
  }
});
