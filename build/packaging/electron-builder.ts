import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { type AfterPackContext, Arch, type Configuration } from 'electron-builder';
import { licencesFile, licencesFolder, project, projectFolder, sbomFile } from './app-facts.ts';
import { setFuses } from './fuses.ts';

export interface PackagePlan {
  /** Folder of an unpacked Electron for this platform, and its version. */
  runtime: string;
  electronVersion: string;
  /** Whether the runtime is the one of development: then the SQLite drop-in goes along, and names end in -devruntime. */
  development: boolean;
  /** Ed25519 public key (SPKI, base64) whose updates the app accepts; null leaves it to the settings. */
  updatePublicKey: string | null;
  /** Folder the packages are put in. */
  output: string;
}

const icons = join(import.meta.dirname, 'icons');

/** The native SQLite the development runtime needs; official Electron has node:sqlite. */
const sqliteDropIn = [
  {
    from: 'node_modules/@photostructure/sqlite',
    to: 'node_modules/@photostructure/sqlite',
    filter: ['package.json', 'LICENSE', 'dist/index.cjs', `prebuilds/${process.platform}-${process.arch}/*`],
  },
  { from: 'node_modules/node-gyp-build', to: 'node_modules/node-gyp-build', filter: ['package.json', 'LICENSE', '*.js'] },
];

/** What electron-builder is told. Vite has bundled every package into dist, so that no node_modules are shipped. */
export function builderConfiguration({ runtime, electronVersion, development, updatePublicKey, output }: PackagePlan): Configuration {
  const suffix = development ? '-devruntime' : '';
  return {
    appId: 'cn.fireonemap.desktop',
    productName: project.productName,
    artifactName: `\${name}-\${version}-\${os}-\${arch}${suffix}.\${ext}`,
    directories: { output, buildResources: icons },
    electronDist: runtime,
    electronVersion,
    electronLanguages: ['zh-CN', 'en-US'],
    asar: true,
    asarUnpack: ['**/*.node'],
    files: [
      'package.json',
      'dist/electron/**',
      'dist/preload/**',
      'dist/renderer/**',
      '!**/*.map',
      '!node_modules/**',
      ...(development ? sqliteDropIn : []),
    ],
    extraFiles: [
      { from: join(projectFolder, 'LICENSE'), to: 'LICENSE.txt' },
      { from: join(licencesFolder, licencesFile), to: licencesFile },
      { from: join(licencesFolder, sbomFile), to: sbomFile },
    ],
    ...(updatePublicKey === null ? {} : { extraMetadata: { updatePublicKey } }),
    // Answering false says that node_modules are nobody's business here.
    beforeBuild: async () => false,
    npmRebuild: true,
    publish: null,
    fileAssociations: [
      {
        ext: 'gpkg',
        name: '消防一张图工作区',
        description: '消防一张图工作区 (GeoPackage)',
        mimeType: 'application/geopackage+sqlite3',
        role: 'Editor',
        rank: 'Alternate',
        icon: join(icons, process.platform === 'darwin' ? 'icon.png' : 'icon.ico'),
      },
    ],
    afterPack,
    linux: {
      target: development ? ['dir'] : ['AppImage', 'deb'],
      executableName: project.name,
      icon: join(icons, 'linux'),
      category: 'Science',
      synopsis: project.description,
      maintainer: project.name,
      syncDesktopName: true,
      desktop: { entry: { Name: project.productName, 'Name[en]': 'Fire One Map', 'Name[zh_CN]': project.productName } },
    },
    deb: { depends: debianDependencies, priority: 'optional' },
    win: { target: [{ target: 'nsis', arch: ['x64'] }], icon: join(icons, 'icon.ico'), executableName: project.name },
    nsis: {
      oneClick: false,
      perMachine: false,
      allowElevation: false,
      allowToChangeInstallationDirectory: true,
      installerLanguages: ['zh_CN'],
      language: '2052',
      createDesktopShortcut: true,
      shortcutName: project.productName,
      // Workspaces are records: they outlive the program.
      deleteAppDataOnUninstall: false,
      installerIcon: join(icons, 'icon.ico'),
      uninstallerIcon: join(icons, 'icon.ico'),
    },
    mac: { target: ['dmg'], icon: join(icons, 'icon.png'), category: 'public.app-category.productivity', hardenedRuntime: true },
    dmg: { title: `\${productName} \${version}` },
  };
}

/** The libraries Electron is linked against, with the names of Debian 13 and Ubuntu 24.04 as alternatives. */
export const debianDependencies = [
  'libgtk-3-0 | libgtk-3-0t64',
  'libnss3',
  'libasound2 | libasound2t64',
  'libgbm1',
  'libxss1',
  'libatspi2.0-0 | libatspi2.0-0t64',
  'libdrm2',
  'libnotify4',
  'libsecret-1-0',
  'libxkbcommon0',
  'libxtst6',
  'xdg-utils',
];

async function afterPack({ appOutDir, electronPlatformName, arch, packager }: AfterPackContext): Promise<void> {
  if (arch === Arch.universal) throw new Error('A universal package would have two fuse wires: package each architecture by itself.');
  // The development runtime's own loader; with the fuse OnlyLoadAppFromAsar it would never run.
  if (electronPlatformName !== 'darwin') rmSync(join(appOutDir, 'resources/app'), { recursive: true, force: true });
  const name = packager.appInfo.productFilename;
  const binaries: Record<string, string> = { darwin: `${name}.app`, win32: `${name}.exe` };
  await setFuses(join(appOutDir, binaries[electronPlatformName] ?? project.name));
}
