import type { CatalogLink, InEnvironment } from '@goldenpath/extension';
import type { RoutePart } from './types';

export function links({ url }: RoutePart, { environment }: InEnvironment): CatalogLink[] {
  return [{ url, title: environment }];
}
