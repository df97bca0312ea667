import type { Command } from 'commander';
import { buildProgram } from '../src/program';
import { contextOf } from './context';

const withAllBelow = (command: Command): Command[] => [command, ...command.commands.flatMap(withAllBelow)];

test('every command can be called by its name, which is one word', async () => {
  const names = withAllBelow(await buildProgram(contextOf('.', false), () => {})).map((command) => command.name());
  expect(names).toContain('seal');
  for (const name of names) expect(name).toMatch(/^[a-z_-]+$/);
});

test('a command alone is the same as among all others', async () => {
  const all = await buildProgram(contextOf('.', false), () => {});
  expect(all.commands.length).toBeGreaterThan(30);
  for (const command of all.commands) {
    const alone = await buildProgram(contextOf('.', false), () => {}, { only: command.name() });
    expect(alone.commands.map((each) => each.name())).toEqual([command.name()]);
    expect(alone.commands[0]?.helpInformation()).toBe(command.helpInformation());
  }
});

test.each(['', '--help', 'sinth', 'toString'])('%p is no command, so all are there', async (word) => {
  const all = await buildProgram(contextOf('.', false), () => {}, { only: word });
  expect(all.commands.length).toBeGreaterThan(30);
});
