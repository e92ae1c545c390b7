// Builds the page into ../wwwroot: checks the types, bundles script and style under names made of their content, and writes each
// file also as gzip and br. Ends with 3 when the packages cannot be had, which is no fault of the page.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { lockedBy } from './lock.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const output = join(here, '..', 'wwwroot');
const [packagesWanted, packagesThere] = [join(here, 'package-lock.json'), join(here, 'node_modules', '.package-lock.json')];
const packagesAway = 3;

const release = await lockedBy(join(here, '.build.lock'));
try {
  process.exitCode = restored() ? await built() : packagesAway;
} finally {
  release();
}

/** Whether the packages are there, as the lock file names them. */
function restored() {
  if (existsSync(packagesThere) && statSync(packagesThere).mtimeMs >= statSync(packagesWanted).mtimeMs) return true;
  const npm = spawnSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error', '--fetch-retries=1', '--fetch-retry-mintimeout=2000'], { cwd: here, stdio: 'inherit', timeout: 180_000 });
  if (npm.status !== 0) return false;
  utimesSync(packagesThere, new Date(), new Date());
  return true;
}

async function built() {
  try {
    execFileSync(join(here, 'node_modules', '.bin', 'tsc'), { cwd: here, stdio: 'inherit' });
  } catch {
    return 1;
  }

  const { build } = await import('esbuild');
  const { outputFiles } = await build({
    entryPoints: [join(here, 'src', 'main.tsx')],
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    target: ['es2022', 'chrome116', 'firefox124', 'safari17.4'],
    entryNames: '[name].[hash]',
    outdir: output,
    legalComments: 'none',
    logLevel: 'warning',
  });
  const files = new Map(outputFiles.map(({ path, contents }) => [basename(path), Buffer.from(contents)]));
  const named = (end) => [...files.keys()].find((name) => name.endsWith(end));
  const page = readFileSync(join(here, 'page', 'index.html'), 'utf8').replace('{{style}}', named('.css')).replace('{{script}}', named('.js'));
  files.set('index.html', Buffer.from(page));

  // Beside it first: whoever looks sees the old page or the new one, whole.
  const draft = `${output}.draft`;
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { recursive: true });
  for (const [name, content] of files) {
    writeFileSync(join(draft, name), content);
    writeFileSync(join(draft, `${name}.gz`), gzipSync(content, { level: 9 }));
    writeFileSync(join(draft, `${name}.br`), brotliCompressSync(content));
  }

  rmSync(output, { recursive: true, force: true });
  renameSync(draft, output);
  return 0;
}
