import { type Explain, fromPlatform, fromSetting } from '@goldenpath/extension';

/** The fact is a field of the entry that it is in, or derived from one. */
export function fromEntry(field: string, key: string, because?: string): Explain {
  return (context, path) => fromSetting(`${field}.${String(path[1])}.${key}`, because)(context, path);
}

/** The fact is made from the name of the entry. */
export function fromEntryName(field: string, because: string): Explain {
  return (_context, path) => ({ of: 'spec', path: [field, path[1] ?? ''], because });
}

/** The ARN of a resource. */
export const arnInAccount: Explain = fromPlatform(
  'aws.accountId',
  'the account and region of the environment, with the name',
);
