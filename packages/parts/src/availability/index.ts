import { definePart } from '@goldenpath/extension';

/** Spread and a disruption budget, where there can be more than one pod. */
export const availability = definePart({
  name: 'availability',
  description: 'Spread and a disruption budget, where there can be more than one pod.',
});
