import { execFileSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { project } from './app-facts.ts';
import { debianDependencies } from './electron-builder.ts';

const icons = join(import.meta.dirname, 'icons/linux');

/**
 * A Debian package of an unpacked app, made with dpkg-deb alone (electron-builder's own deb target downloads its tools):
 * the app in /opt, a menu entry, icons, the file type. Answers with its path.
 */
export function writeDebianPackage(unpacked: string, { suffix, output }: { suffix: string; output: string }): string {
  const { name, productName, version, description } = project;
  const tree = mkdtempSync(join(output, 'debian-'));
  try {
    const put = (path: string, content: string, mode = 0o644) => {
      mkdirSync(join(tree, path, '..'), { recursive: true });
      writeFileSync(join(tree, path), content, { mode });
    };
    cpSync(unpacked, join(tree, 'opt', name), { recursive: true, verbatimSymlinks: true });
    // Chromium's fallback for kernels that refuse user namespaces to ordinary users.
    chmodSync(join(tree, 'opt', name, 'chrome-sandbox'), 0o4755);
    put(
      `usr/share/applications/${name}.desktop`,
      `[Desktop Entry]\nType=Application\nName=Fire One Map\nName[zh_CN]=${productName}\nExec=/opt/${name}/${name} %f\nIcon=${name}\nTerminal=false\nCategories=Science;Geography;\nMimeType=application/geopackage+sqlite3;\nStartupWMClass=${name}\n`,
    );
    put(
      `usr/share/mime/packages/${name}.xml`,
      `<?xml version="1.0" encoding="UTF-8"?>\n<mime-info xmlns="http://www.freedesktop.org/standards/shared-mime-info">\n  <mime-type type="application/geopackage+sqlite3">\n    <comment>GeoPackage</comment>\n    <glob pattern="*.gpkg"/>\n  </mime-type>\n</mime-info>\n`,
    );
    for (const file of readdirSync(icons)) {
      cpSync(join(icons, file), join(tree, 'usr/share/icons/hicolor', file.replace('.png', ''), 'apps', `${name}.png`));
    }
    mkdirSync(join(tree, 'usr/bin'), { recursive: true });
    execFileSync('ln', ['-s', `/opt/${name}/${name}`, join(tree, 'usr/bin', name)]);
    const [kibibytes] = execFileSync('du', ['-sk', tree], { encoding: 'utf8' }).split('\t');
    const architecture = { x64: 'amd64', arm64: 'arm64' }[process.arch as string] ?? process.arch;
    put(
      'DEBIAN/control',
      `Package: ${name}${suffix}\nVersion: ${version}\nArchitecture: ${architecture}\nMaintainer: ${name} <${name}@localhost>\nInstalled-Size: ${kibibytes}\nDepends: ${debianDependencies.join(', ')}\nSection: science\nPriority: optional\nDescription: ${description}\n`,
    );
    const deb = join(output, `${name}-${version}-linux-${architecture}${suffix}.deb`);
    execFileSync('dpkg-deb', ['--root-owner-group', '-Zgzip', '--build', tree, deb], { stdio: ['ignore', 2, 'inherit'] });
    return deb;
  } finally {
    rmSync(tree, { recursive: true, force: true });
  }
}
