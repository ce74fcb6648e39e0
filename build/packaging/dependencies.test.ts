import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectFolder } from './app-facts.ts';
import { checkLockfile } from './check-lockfile.ts';
import { allowedForTools, allowedLicences, isAllowed } from './licences.ts';
import { type Lockfile, nameOf, readLockfile, shippedPackages } from './shipped-packages.ts';
import { licenceTexts } from './write-licences.ts';
import { makeSbom } from './write-sbom.ts';

const lockfile = readLockfile();
const manifest = JSON.parse(readFileSync(join(projectFolder, 'package.json'), 'utf8'));
const shipped = shippedPackages(lockfile, { development: true });

describe('licences', () => {
  it('of what is shipped are permissive', () => {
    expect(shipped.length).toBeGreaterThan(Object.keys(manifest.dependencies).length);
    expect(shipped.filter(({ license }) => !isAllowed(license, allowedLicences))).toEqual([]);
  });

  it('of the tools are known', () => {
    const others = Object.entries(lockfile.packages).filter(
      ([path, { license }]) => path !== '' && !isAllowed(license ?? '', allowedForTools),
    );
    expect(others.map(([path, { license }]) => `${nameOf(path)}: ${license}`)).toEqual([]);
  });

  it('in the installed packages are those of the lockfile, with their texts', () => {
    for (const { path, license } of shipped) {
      const { license: installed } = JSON.parse(readFileSync(join(projectFolder, path, 'package.json'), 'utf8'));
      expect([path, typeof installed === 'string' ? installed : license]).toEqual([path, license]);
    }
    const font = licenceTexts(join(projectFolder, 'node_modules/@expo-google-fonts/noto-sans-sc')).map(({ text }) => text);
    expect(font.join('\n')).toMatch(/SIL OPEN FONT LICENSE/i);
  });

  it('are read as SPDX expressions', () => {
    const allowed = new Set(['MIT', 'OFL-1.1']);
    for (const expression of [
      'MIT',
      '(MIT)',
      'MIT AND OFL-1.1',
      'GPL-3.0 OR MIT',
      '(GPL-2.0 AND X) OR (MIT AND OFL-1.1)',
      'MIT OR X AND Y',
    ])
      expect([expression, isAllowed(expression, allowed)]).toEqual([expression, true]);
    for (const expression of ['', 'GPL-3.0', 'MIT AND GPL-3.0', '(MIT OR X) AND Y', 'MIT GPL-3.0', '(MIT', 'SEE LICENSE IN x', 'mit OR'])
      expect([expression, isAllowed(expression, allowed)]).toEqual([expression, false]);
  });
});

describe('the lockfile', () => {
  it('has nothing to complain about', () => {
    expect(checkLockfile(lockfile, manifest)).toEqual([]);
  });

  const tampered = (change: (copy: Lockfile) => void) => {
    const copy = structuredClone(lockfile);
    change(copy);
    return checkLockfile(copy, manifest);
  };
  const react = 'node_modules/react';
  it.each([
    ['another host', (copy: Lockfile) => Object.assign(copy.packages[react]!, { resolved: 'https://example.org/react.tgz' })],
    ['plain http', (copy: Lockfile) => Object.assign(copy.packages[react]!, { resolved: 'http://example.org/react.tgz' })],
    ['a git address', (copy: Lockfile) => Object.assign(copy.packages[react]!, { resolved: 'git+ssh://git@example.org/react.git' })],
    ['no checksum', (copy: Lockfile) => delete copy.packages[react]!.integrity],
    [
      'an optional package of this system without a checksum',
      (copy: Lockfile) => {
        Object.assign(copy.packages[react]!, { optional: true });
        delete copy.packages[react]!.integrity;
      },
    ],
    [
      'an optional package of another system without a checksum',
      (copy: Lockfile) => {
        Object.assign(copy.packages[react]!, { optional: true, dev: true, os: ['win32'] });
        delete copy.packages[react]!.integrity;
      },
    ],
    ['one that is excepted and shipped', (copy: Lockfile) => delete copy.packages['node_modules/@biomejs/cli-win32-x64']!.dev],
    ['a weak checksum', (copy: Lockfile) => Object.assign(copy.packages[react]!, { integrity: 'sha1-2jmj7l5rSw0yVb/vlWAYkK/YBwk=' })],
    ['a linked folder', (copy: Lockfile) => Object.assign(copy.packages[react]!, { link: true })],
    ['another range than package.json', (copy: Lockfile) => Object.assign(copy.packages['']!.dependencies!, { react: '^18.0.0' })],
    ['a package missing', (copy: Lockfile) => delete copy.packages[react]],
  ])('with %s is refused', (_name, change) => {
    expect(tampered(change)).not.toEqual([]);
  });
});

describe('the bill of materials', () => {
  const sbom = makeSbom({ electronVersion: '45.4.1', development: false });
  const components = sbom.components as { 'bom-ref': string; name: string; group?: string; hashes?: { alg: string; content: string }[] }[];

  it('lists every direct dependency with its checksum, and Electron', () => {
    const names = new Set(components.map(({ group, name }) => (group ? `${group}/${name}` : name)));
    for (const name of Object.keys(manifest.dependencies)) expect(names).toContain(name);
    expect(names).toContain('electron');
    expect(names).not.toContain('vitest');
    expect(names).not.toContain('@photostructure/sqlite');
    for (const { name, hashes } of components.filter(({ name }) => name !== 'electron')) {
      expect([name, hashes?.[0]?.alg, hashes?.[0]?.content.length]).toEqual([name, 'SHA-512', 128]);
    }
  });

  it('is closed: each reference is of a component, once', () => {
    const refs = components.map((component) => component['bom-ref']);
    expect(new Set(refs).size).toBe(refs.length);
    const { dependencies } = sbom as { dependencies: { ref: string; dependsOn: string[] }[] };
    expect(dependencies).toHaveLength(refs.length + 1);
    for (const { dependsOn } of dependencies) for (const ref of dependsOn) expect(refs).toContain(ref);
  });

  it('is reproducible, and another for other contents', () => {
    expect(makeSbom({ electronVersion: '45.4.1', development: false })).toEqual(sbom);
    expect(makeSbom({ electronVersion: '45.4.2', development: false }).serialNumber).not.toBe(sbom.serialNumber);
    expect(sbom.serialNumber).toMatch(/^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/);
  });
});

describe('the icons', () => {
  it('are PNG pictures of the size they are named after, and one Windows icon', () => {
    const icons = join(import.meta.dirname, 'icons');
    for (const size of [16, 32, 48, 64, 128, 256, 512]) {
      const png = readFileSync(join(icons, 'linux', `${size}x${size}.png`));
      expect([png.toString('latin1', 1, 4), png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual(['PNG', size, size]);
    }
    const ico = readFileSync(join(icons, 'icon.ico'));
    expect([ico.readUInt16LE(2), ico.readUInt16LE(4)]).toEqual([1, 7]);
    expect(existsSync(join(icons, 'icon.svg'))).toBe(true);
  });
});
