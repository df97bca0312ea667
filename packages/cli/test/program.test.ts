import type { Command } from 'commander';
import { buildProgram } from '../src/program';
import { contextOf } from './context';

const withAllBelow = (command: Command): Command[] => [command, ...command.commands.flatMap(withAllBelow)];

test('every command can be called by its name, which is one word', () => {
  const names = withAllBelow(buildProgram(contextOf('.', false), () => {})).map((command) => command.name());
  expect(names).toContain('seal');
  for (const name of names) expect(name).toMatch(/^[a-z_-]+$/);
});
