import { appendAudit, type AuditRow, auditFile } from '@goldenpath/database';
import { execFileSync } from 'node:child_process';
import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';

const HEADER = 'timestamp_utc,environment,build_id,run_id,database,username,action,status,duration_ms,message';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'goldenpath-audit-'));
  file = path.join(folder, auditFile('dev'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function row(message: string): AuditRow {
  return {
    at: new Date('2026-01-02T03:04:05.678Z'),
    environment: 'dev',
    buildId: '17',
    runId: '42',
    database: 'orders_db',
    username: 'orders_user',
    action: 'create',
    status: 'success',
    durationMs: 12.4,
    message,
  };
}

test('the first line is the header, and every line has its columns', async () => {
  await appendAudit(file, [row('2 steps')]);
  await appendAudit(file, [row('none')]);
  const line = '2026-01-02T03:04:05.678Z,dev,17,42,orders_db,orders_user,create,success,12';
  expect(readFileSync(file, 'utf8')).toBe(`${HEADER}\r\n${line},2 steps\r\n${line},none\r\n`);
});

test.each(['a "quoted" word', 'a, comma', 'two\nlines', 'two\r\nlines', ' spaces ', '"', '=1+1', 'ünïcode 🐘', ''])(
  'a reader of CSV gets the text back: %j',
  async (message) => {
    await appendAudit(file, [row(message)]);
    const read =
      'import csv,json,sys; print(json.dumps(list(csv.reader(open(sys.argv[1], newline="", encoding="utf-8")))))';
    const rows = JSON.parse(execFileSync('python3', ['-c', read, file], { encoding: 'utf8' })) as string[][];
    expect(rows[1]?.at(-1)).toBe(message);
  },
);

test('many concurrent writers neither lose nor split a line', async () => {
  const messages = Array.from({ length: 200 }, (_, index) => `row ${index} ${'x'.repeat(500)}`);
  await Promise.all(messages.map((message) => appendAudit(file, [row(message)])));
  const [header, ...lines] = readFileSync(file, 'utf8').trimEnd().split('\r\n');
  expect(header).toBe(HEADER);
  expect(lines.map((line) => line.split(',').at(-1)).toSorted()).toEqual(messages.toSorted());
});

test('an unfinished line of a killed machine does not swallow the next one', async () => {
  await appendAudit(file, [row('whole')]);
  appendFileSync(file, '2026-01-02T03:04');
  await appendAudit(file, [row('next')]);
  expect(readFileSync(file, 'utf8').split('\r\n').slice(-3)).toEqual([
    '2026-01-02T03:04',
    expect.stringContaining(',next'),
    '',
  ]);
});

test('a full disk is a clear error', async () => {
  await expect(appendAudit('/dev/full', [row('lost')])).rejects.toMatchObject({
    code: 'audit-failed',
    remedy: expect.stringContaining('Free space'),
  });
});

test('a file in place of the folder is a clear error', async () => {
  writeFileSync(path.join(folder, 'governance'), '');
  await expect(appendAudit(file, [row('lost')])).rejects.toMatchObject({ code: 'audit-failed' });
});
