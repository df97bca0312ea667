import { always, type Explain, type ExplanationTable, fromSetting, fromSpec } from '@goldenpath/extension';
import type { FilesSettings } from './settings';

/** Explains a field of a file by its entry in the spec. */
function fromEntry(because: string): Explain {
  return ({ settings }, path) => {
    const entry = Object.keys((settings['mountedFiles'] as FilesSettings).files)[Number(path[2])] ?? '';
    return { of: 'setting', setting: ['files', entry], because };
  };
}

export const group = 'Files';

export const facts: ExplanationTable = {
  name: fromSpec('name', '`{name}-files`'),
  'files.*.path': fromEntry('the path in the container'),
  'files.*.key': fromEntry('the name of the file'),
  'files.*.content': fromEntry('its `content`, or the text of its `source`'),
  'files.*.mode': fromEntry('its `mode`'),
  isBeforePods: fromSetting('migration.command', 'the migration reads the files'),
  checksum: always('a digest of the files: a change rolls the pods'),
};
