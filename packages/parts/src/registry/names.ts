import type { Platform } from '@goldenpath/extension';

/** Returns the URL of a built image without a tag. */
export function imageUrl({ registry }: Platform, app: string): string {
  return `${registry}/${app}`;
}

/** Returns the name of the image's repository: the part after the registry's host. */
export function imageRepository(platform: Platform, app: string): string {
  return imageUrl(platform, app).replace(/^[^/]*\//, '');
}
