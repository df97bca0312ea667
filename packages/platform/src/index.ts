export { ARGOCD_FOLDER, argocdFiles } from './argocd/argocd-files';
export { clusterFiles, PLATFORM_FOLDER } from './cluster/cluster-files';
