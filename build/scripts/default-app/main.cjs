// Stands in for Electron's default app in the development runtime: `electron [-r module]… APP [arguments]` loads APP.
const { existsSync, readFileSync } = require('node:fs');
const { Module } = require('node:module');
const { dirname, join, resolve } = require('node:path');
const { pathToFileURL } = require('node:url');
const { app } = require('electron');

const preloaded = [];
let target = null;
for (let index = 1; index < process.argv.length && target === null; index += 1) {
  const argument = process.argv[index];
  if (argument === '-v' || argument === '--version') {
    process.stdout.write(`v${process.versions.electron}\n`);
    process.exit(0);
  } else if (argument === '-r' || argument === '--require') {
    index += 1;
    preloaded.push(process.argv[index]);
  } else if (!argument.startsWith('-')) target = resolve(argument);
}
if (preloaded.length > 0) Module._preloadModules(preloaded);
if (target === null) {
  process.stderr.write('usage: electron APP\n');
  process.exit(2);
}
Object.defineProperty(process, 'defaultApp', { configurable: false, enumerable: true, value: true });

const manifestPath = join(target, 'package.json');
if (existsSync(manifestPath)) {
  const manifest = JSON.parse(readFileSync(manifestPath, 'utf8'));
  if (manifest.version) app.setVersion(manifest.version);
  app.name = manifest.productName || manifest.name || app.name;
  app.setDesktopName(manifest.desktopName || `${app.name}.desktop`);
}
const main = Module._resolveFilename(target, null, true);
app.setAppPath(existsSync(manifestPath) ? target : dirname(main));
if (main.endsWith('.cjs')) Module._load(main, Module, true);
else import(pathToFileURL(main).href);
