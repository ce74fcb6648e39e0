export * from './contract.ts';
export * from './data-plane.ts';
export * from './events.ts';
export * from './files.ts';
export * from './host.ts';
export * from './jobs.ts';
export * from './records.ts';
export * from './windows.ts';
