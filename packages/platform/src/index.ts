export { ARGOCD_FOLDER, argocdFiles } from './argocd/argocd-files';
export { type Chart, CHARTS } from './components/charts';
export { type Preview, PREVIEW_FILE, previewFiles, previewFolder, PREVIEWS_FOLDER } from './previews/preview-files';
export type { PlatformObject } from './object';
export { clusterFiles, PLATFORM_FOLDER } from './cluster/cluster-files';
