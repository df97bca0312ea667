export type * from './types/app';
export type * from './types/platform';
export { defineApp, definePlatform } from './types/define';
export type * from './types/resolved';
export type * from './types/diagnostic';
