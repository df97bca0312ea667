import { type AppContext, type Rule } from '@goldenpath/extension';
import { variableRules } from '../configuration/variable-rules';
import { ofMigration } from '../configuration/variables-of-spec';
import { partSettings } from '../settings';
import { commandLineRules } from '../workload/command-rules';
import { folderRules } from '../workload/volume-rules';

const commands = commandLineRules((settings) => {
  const { migration } = partSettings(settings);
  if (migration === undefined) return [];
  return [
    { path: ['migration', 'command'], words: migration.command },
    { path: ['migration', 'args'], words: migration.args },
  ];
});

const folders = folderRules((settings) => {
  const { migration, workload } = partSettings(settings);
  if (migration === undefined || workload === undefined) return [];
  return [{ at: ['migration'], name: 'the migration', own: migration, memory: workload.resources.limits.memory }];
});

export const rules: readonly Rule<AppContext>[] = [...commands, ...variableRules(ofMigration), ...folders];
