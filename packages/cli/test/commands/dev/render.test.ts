import { run } from '@goldenpath/cli';
import type { DevEvent } from '@goldenpath/fleet';
import { writtenFleet } from '@goldenpath/testing/written-fleet';
import { devPrinter } from '../../../src/commands/dev/render';
import { contextOf } from '../../context';

const EVENTS: readonly DevEvent[] = [
  { event: 'service', name: 'postgres', kind: 'postgres', address: 'localhost:5433', note: 'database web, user web' },
  { event: 'step', name: 'web', step: 'build\u001b[2J' },
  { event: 'log', name: 'web', line: '\u001b[31mred\u001b[0m \u0007bell' },
  { event: 'mounted', name: 'web', path: '/etc/tls\u001b[2J', here: '/tmp/tls', what: 'secrets' },
  { event: 'ready', name: 'web', address: 'http://127.0.0.1:8080' },
  { event: 'failed', name: 'web', reason: 'It ended\u001b[2J with 1.' },
];

test('each line has the name of its service before it, and no control characters', () => {
  const context = contextOf('/', false);
  for (const event of EVENTS) devPrinter(false, context)(event);
  expect(context.printed).toEqual([
    'postgres | localhost:5433  database web, user web\n',
    'web | build …\n',
    'web | red  bell\n',
    'web | /etc/tls is /tmp/tls here: secrets\n',
    'web | ready at http://127.0.0.1:8080\n',
    'web | failed: It ended with 1. It starts again after the next change.\n',
  ]);
});

test('a worker is shown with its folder, and without an address', () => {
  const context = contextOf('/', false);
  devPrinter(false, context)({ event: 'service', name: 'mails', kind: 'app', note: '/repos/mails' });
  expect(context.printed).toEqual(['mails | /repos/mails\n']);
});

test('the names of one run are aligned, and programs get an event per line', () => {
  const context = contextOf('/', false);
  const print = devPrinter(false, context);
  for (const event of EVENTS.slice(0, 2)) print(event);
  expect(context.printed[1]).toBe('web      | build …\n');
  const json = contextOf('/', false);
  for (const event of EVENTS) devPrinter(true, json)(event);
  expect(json.printed.map((line) => JSON.parse(line) as DevEvent)).toEqual(EVENTS);
});

test.each([
  ['an empty folder', ['web', '--repo', ''], '`--repo` names no folder.'],
  ['an application that does not exist', ['wbe'], 'Did you mean `web`?'],
  ['an application that is named twice', ['web', '--with', 'web'], 'web is named twice.'],
])('refused: %s', async (_name, args, message) => {
  const context = contextOf(
    writtenFleet([{ kind: 'stateless-app', name: 'web', description: 'Shows pages', owner: 'app-team' }]),
    false,
  );
  expect(await run(['dev', ...args], context)).toBe(1);
  expect(context.printed.join('')).toContain(message);
});
