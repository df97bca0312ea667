import { spawn } from 'node:child_process';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { TOKEN } from './answers';

/** Serves fetches and pushes, as GitHub does, with Git's own program. */
export function smartHttp(
  request: IncomingMessage,
  response: ServerResponse,
  root: string,
  pathname: string,
  query: URLSearchParams,
): void {
  const [, , credentials = ''] = /^(Basic) (.+)$/.exec(request.headers.authorization ?? '') ?? [];
  if (!Buffer.from(credentials, 'base64').toString('utf8').endsWith(`:${TOKEN}`)) {
    response.writeHead(401, { 'www-authenticate': 'Basic' }).end();
    return;
  }
  const child = spawn('git', ['http-backend'], {
    env: {
      PATH: process.env.PATH,
      GIT_PROJECT_ROOT: root,
      GIT_HTTP_EXPORT_ALL: '1',
      REMOTE_USER: 'test',
      REQUEST_METHOD: request.method,
      PATH_INFO: pathname,
      QUERY_STRING: query.toString(),
      CONTENT_TYPE: request.headers['content-type'] ?? '',
      HTTP_CONTENT_ENCODING: request.headers['content-encoding'] ?? '',
    },
  });
  const chunks: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
  child.on('close', () => {
    const whole = Buffer.concat(chunks);
    const end = whole.indexOf('\r\n\r\n');
    const headers = Object.fromEntries(
      whole
        .subarray(0, end)
        .toString('utf8')
        .split('\r\n')
        .map((line) => line.split(/: (.*)/s, 2)),
    ) as Record<string, string>;
    const { Status: status = '200', ...others } = headers;
    response.writeHead(Number.parseInt(status, 10), others).end(whole.subarray(end + 4));
  });
  request.pipe(child.stdin);
}
