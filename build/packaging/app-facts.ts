import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

export const projectFolder = resolve(import.meta.dirname, '../..');

interface ProjectManifest {
  name: string;
  productName: string;
  version: string;
  description: string;
  license: string;
}
export const project = JSON.parse(readFileSync(join(projectFolder, 'package.json'), 'utf8')) as ProjectManifest;

/** Where packages are put. */
export const packagesFolder = join(projectFolder, 'dist/packages');
/** SBOM and licence texts, written before packaging and shipped in the package. */
export const licencesFolder = join(projectFolder, 'dist/licences');
export const sbomFile = 'sbom.cdx.json';
export const licencesFile = 'THIRD-PARTY-LICENSES.txt';
