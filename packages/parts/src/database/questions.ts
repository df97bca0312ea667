import { type DraftSpec, type FieldQuestion, valueAt } from '@goldenpath/extension';

/** The questions of `new` about the database. */
export const databaseQuestions: readonly FieldQuestion[] = [
  {
    path: ['database', 'name'],
    message: 'Name of the database',
    suggestion: nameOf,
    help: 'name of the database',
  },
  {
    path: ['database', 'username'],
    message: 'The role that owns the database',
    suggestion: (draft) => `${String(valueAt(draft, ['database', 'name'])).slice(0, 27)}_app`,
    flag: '--database-username <name>',
    help: 'the role that owns the database',
  },
  {
    path: ['database', 'size'],
    message: 'Size of its instance',
    help: 'small, medium, large or xlarge (default: small)',
  },
];

function nameOf({ name }: DraftSpec): string {
  return String(name)
    .replaceAll('-', '_')
    .replace(/^[0-9_]+/, '')
    .slice(0, 60)
    .padEnd(3, '_db');
}
