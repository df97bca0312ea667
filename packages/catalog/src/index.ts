export { catalogInfo } from './catalog-info';
export { type CatalogOptions, catalogFiles } from './catalog-files';
export type { Entity, EntityMetadata } from './entity';
