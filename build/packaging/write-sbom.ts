import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { licencesFolder, project, sbomFile } from './app-facts.ts';
import { readLockfile, type ShippedPackage, shippedPackages } from './shipped-packages.ts';

interface Contents {
  electronVersion: string;
  development: boolean;
}

/** Package URL of an npm package (purl specification, type npm): the @ of a scope is escaped. */
const purlOf = (name: string, version: string) => `pkg:npm/${name.replace(/^@/, '%40')}@${version}`;

/**
 * The software bill of materials as CycloneDX 1.6: the app, the Electron runtime and every npm package whose code may be in it, with
 * checksum, licence and who needs whom. Reproducible: no time, and a serial number that follows from the contents.
 */
export function makeSbom({ electronVersion, development }: Contents): Record<string, unknown> {
  const lockfile = readLockfile();
  const packages = shippedPackages(lockfile, { development });
  const refOf = new Map(packages.map(({ path, name, version }) => [path, `${purlOf(name, version)}#${path}`]));
  const appRef = purlOf(project.name, project.version);
  const electronRef = purlOf('electron', electronVersion);
  const direct = Object.keys(lockfile.packages['']?.dependencies ?? {}).map((name) => refOf.get(`node_modules/${name}`));
  if (development) direct.push(refOf.get('node_modules/@photostructure/sqlite'));
  const component = ({ name, version, license, path, integrity }: ShippedPackage) => ({
    type: 'library',
    'bom-ref': refOf.get(path),
    ...(name.startsWith('@') ? { group: name.slice(0, name.indexOf('/')), name: name.slice(name.indexOf('/') + 1) } : { name }),
    version,
    licenses: [/[\s()]/.test(license) ? { expression: license } : { license: { id: license } }],
    purl: purlOf(name, version),
    ...(integrity === null ? {} : { hashes: [hashOf(integrity)] }),
  });
  const body = {
    metadata: {
      component: {
        type: 'application',
        'bom-ref': appRef,
        name: project.name,
        version: project.version,
        description: project.description,
        licenses: [{ license: { id: project.license } }],
        purl: appRef,
      },
    },
    components: [
      {
        type: 'framework',
        'bom-ref': electronRef,
        name: 'electron',
        version: electronVersion,
        licenses: [{ license: { id: 'MIT' } }],
        purl: electronRef,
      },
      ...packages.map(component),
    ],
    dependencies: [
      { ref: appRef, dependsOn: [electronRef, ...direct] },
      { ref: electronRef, dependsOn: [] },
      ...packages.map(({ path, needs }) => ({ ref: refOf.get(path), dependsOn: needs.map((need) => refOf.get(need)) })),
    ],
  };
  const digest = createHash('sha256').update(JSON.stringify(body)).digest('hex');
  return { bomFormat: 'CycloneDX', specVersion: '1.6', serialNumber: `urn:uuid:${uuidOf(digest)}`, version: 1, ...body };
}

export function writeSbom(contents: Contents): void {
  mkdirSync(licencesFolder, { recursive: true });
  writeFileSync(join(licencesFolder, sbomFile), `${JSON.stringify(makeSbom(contents), null, 2)}\n`);
}

function hashOf(integrity: string): { alg: string; content: string } {
  const [algorithm, base64] = integrity.split(' ')[0]!.split('-') as [string, string];
  return { alg: algorithm.replace(/^sha/, 'SHA-'), content: Buffer.from(base64, 'base64').toString('hex') };
}

/** A UUID of version 8 (RFC 9562) out of a digest. */
function uuidOf(hex: string): string {
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
