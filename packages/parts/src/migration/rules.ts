import { type AppContext, type Rule } from '@goldenpath/extension';
import { partSettings } from '../settings';
import { commandLineRules } from '../workload/command-rules';

export const rules: readonly Rule<AppContext>[] = commandLineRules((settings) => {
  const { migration } = partSettings(settings);
  if (migration === undefined) return [];
  return [
    { path: ['migration', 'command'], words: migration.command },
    { path: ['migration', 'args'], words: migration.args },
  ];
});
