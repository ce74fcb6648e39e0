export { type DbscanOptions, type DbscanResult, findClusters, NOISE } from './dbscan.ts';
export { type ClusterSummary, describeClusters } from './describe-clusters.ts';
export { explainClusters } from './explain-clusters.ts';
