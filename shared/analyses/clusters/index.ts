export { type DbscanOptions, type DbscanResult, findClusters, NOISE } from './dbscan.ts';
