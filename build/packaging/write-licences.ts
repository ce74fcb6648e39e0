import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { licencesFile, licencesFolder, project, projectFolder } from './app-facts.ts';
import { readLockfile, shippedPackages } from './shipped-packages.ts';

/** Licence and notice texts of a package's folder, those of its bundled fonts and the like included. */
export function licenceTexts(folder: string): { file: string; text: string }[] {
  return readdirSync(folder)
    .filter((name) => /^(licen[cs]e|copying|notice|ofl)/i.test(name))
    .sort()
    .map((file) => ({ file, text: readFileSync(join(folder, file), 'utf8').replaceAll('\r\n', '\n').trim() }));
}

/** Writes the licences of everything in the app as one text. */
export function writeLicences({ electronVersion, development }: { electronVersion: string; development: boolean }): void {
  const parts = shippedPackages(readLockfile(), { development }).map(({ name, version, license, path }) => {
    const folder = join(projectFolder, path);
    const texts = licenceTexts(folder);
    const body =
      texts.length > 0
        ? texts.map(({ text }) => text).join('\n\n')
        : `The package carries no licence text. Its package.json says: ${license}${authorOf(folder)}`;
    return `${name} ${version}\nLicence: ${license}\n\n${body}`;
  });
  const head = `${project.productName} (${project.name}) ${project.version} contains the software below, each under its own licence.\nThe runtime is Electron ${electronVersion} (MIT) with Chromium and Node.js: see LICENSE.electron.txt and LICENSES.chromium.html.`;
  mkdirSync(licencesFolder, { recursive: true });
  writeFileSync(join(licencesFolder, licencesFile), `${[head, ...parts].join(`\n\n${'='.repeat(80)}\n\n`)}\n`);
}

function authorOf(folder: string): string {
  const { author, repository } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Record<string, unknown>;
  const words = [author, repository].map((value) =>
    typeof value === 'string' ? value : ((value as { name?: string; url?: string } | undefined)?.name ?? (value as { url?: string })?.url),
  );
  return words
    .filter((word) => word)
    .map((word) => `, ${word}`)
    .join('');
}
