export { ARGOCD_FOLDER, argocdFiles } from './argocd/argocd-files';
export { type Chart, CHARTS } from './components/charts';
export { clusterFiles, PLATFORM_FOLDER } from './cluster/cluster-files';
