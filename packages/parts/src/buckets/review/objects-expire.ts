import { counted, findingIn, type ReviewRule, type RuleFinding } from '@goldenpath/extension';
import type { BucketFacts, BucketsPart } from '../types';

const REMEDY = 'Copy what is still needed, or leave the days as they are. S3 deletes within a day what is older.';

/** Reports buckets in which objects, or their old versions, are deleted earlier than before. */
export const objectsExpire: ReviewRule<BucketsPart, undefined, undefined> = {
  id: 'objects-expire',
  rank: 77,
  severity: 'danger',
  firesOn:
    'A bucket in which objects are deleted after a number of days that is lower than before, or where they were kept for ever; or in which old versions are kept for fewer days.',
  advice: REMEDY,
  find: ({ inEnvironments }) =>
    inEnvironments.flatMap((pair): RuleFinding[] =>
      Object.entries(pair.head ?? {}).flatMap(([name, head]) => {
        const base = pair.base?.[name];
        if (base === undefined || base.arn !== head.arn) return [];
        return messages(base, head).map((message) => findingIn(pair, 'danger', message, REMEDY));
      }),
    ),
};

function messages(base: BucketFacts, head: BucketFacts): string[] {
  const expires = head.expireAfterDays;
  const keeps = head.keepVersionsDays ?? 0;
  return [
    ...(expires !== undefined && expires < (base.expireAfterDays ?? Number.POSITIVE_INFINITY)
      ? [
          `Objects in ${head.resourceName} are deleted after ${counted(expires, 'day')}, ${before(base.expireAfterDays)}.`,
        ]
      : []),
    ...(keeps < (base.keepVersionsDays ?? 0)
      ? [
          `Old versions of objects in ${head.resourceName} are ${keeps === 0 ? 'no longer kept' : `kept for ${counted(keeps, 'day')}`}, instead of for ${counted(base.keepVersionsDays ?? 0, 'day')}.`,
        ]
      : []),
  ];
}

function before(days: number | undefined): string {
  return days === undefined ? 'and were kept for ever' : `instead of after ${days}`;
}
