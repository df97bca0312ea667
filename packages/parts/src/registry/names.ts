import type { Platform } from '@goldenpath/extension';

/** What a built image is pulled by, without a tag. */
export function imageUrl({ registry }: Platform, app: string): string {
  return `${registry}/${app}`;
}

/** Name of the image's repository: what follows the registry's host. */
export function imageRepository(platform: Platform, app: string): string {
  return imageUrl(platform, app).replace(/^[^/]*\//, '');
}
