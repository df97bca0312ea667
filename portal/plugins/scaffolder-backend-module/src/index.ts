export { createCatalogInfoAction } from './actions/catalog-info';
export { createRenderAction } from './actions/render';
export { createSpecAction } from './actions/spec';
export { scaffolderModuleGoldenpath as default } from './module';
