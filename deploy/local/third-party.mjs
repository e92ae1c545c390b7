// ./dev third-party [--check]: THIRD-PARTY.md, from what restore found and what the packages say of themselves. A package that says no licence,
// or one that is not on the list below, is an error: somebody has to look. Versions are left out, or each new one would ask for a new file.
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const projects = { 'Ingest.Api': 'API', 'Ingest.Worker': 'worker', 'Analytics.Client': 'client', load: 'load tool' };

/** What may be given away with our programs on its own terms. */
const allowed = new Set(['MIT', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'ISC', 'PostgreSQL', 'Apache-2.0 OR MPL-2.0']);

/** Packages from before NuGet had names for licences give an address. What is there: */
const byAddress = new Map([
  ['https://raw.github.com/StackExchange/StackExchange.Redis/master/LICENSE', 'MIT'],
]);

const text = (xml, tag) => new RegExp(`<${tag}(?:\\s[^>]*)?>([^<]*)</${tag}>`).exec(xml)?.[1].trim();

function licenceOf(name, xml) {
  const expression = /<license type="expression">([^<]+)</.exec(xml)?.[1] ?? byAddress.get(text(xml, 'licenseUrl'));
  if (!expression) throw new Error(`${name} says no licence by name: ${text(xml, 'license') ?? text(xml, 'licenseUrl') ?? 'nothing'}; look, and add it to ${fileURLToPath(import.meta.url)}`);
  return accept(name, expression);
}

function accept(name, licence) {
  if (!allowed.has(licence)) throw new Error(`${name} is under ${licence}, which is not on the list of ${fileURLToPath(import.meta.url)}`);
  return licence;
}

/** name → { licence, by, used }, of what is copied beside a program: packages that only take part in the build are not. */
function packagesOf() {
  const found = new Map();
  for (const [project, word] of Object.entries(projects)) {
    const file = `${root}${project}/obj/project.assets.json`;
    if (!existsSync(file)) throw new Error(`${file} is missing: dotnet restore ${project}`);
    const assets = JSON.parse(readFileSync(file, 'utf8'));
    const shipped = Object.values(assets.targets).flatMap((target) => Object.entries(target)).filter(([, { type, runtime, runtimeTargets }]) =>
      type === 'package' && [...Object.keys(runtime ?? {}), ...Object.keys(runtimeTargets ?? {})].some((path) => !path.endsWith('/_._')));
    for (const [id] of shipped) {
      const name = id.split('/')[0];
      const known = found.get(name) ?? { ...nuspecOf(assets, id), used: [] };
      if (!known.used.includes(word)) known.used.push(word);
      found.set(name, known);
    }
  }

  return [...found].sort(([one], [other]) => (one.toLowerCase() < other.toLowerCase() ? -1 : 1));
}

function nuspecOf(assets, id) {
  const folder = Object.keys(assets.packageFolders).map((base) => `${base}${assets.libraries[id].path}`).find(existsSync);
  if (!folder) throw new Error(`${id} is not in the package folder`);
  const xml = readFileSync(`${folder}/${readdirSync(folder).find((file) => file.endsWith('.nuspec'))}`, 'utf8');
  return { licence: licenceOf(id, xml), by: (text(xml, 'copyright') || text(xml, 'authors')).replaceAll('&#169;', '©').replaceAll('&amp;', '&').replaceAll(/\s+/g, ' ') };
}

function pagePackages() {
  const page = `${root}Ingest.Api/Dashboard`;
  return Object.keys(JSON.parse(readFileSync(`${page}/package.json`, 'utf8')).dependencies).map((name) => {
    const file = `${page}/node_modules/${name}/package.json`;
    if (!existsSync(file)) throw new Error(`${name} is not installed: build Ingest.Api, with npm`);
    const { license, author } = JSON.parse(readFileSync(file, 'utf8'));
    return [name, { licence: accept(name, license), by: typeof author === 'string' ? author.replace(/\s*[<(].*/, '') : (author?.name ?? 'its authors') }];
  });
}

const table = (rows) => rows.map((row) => `| ${row.join(' | ')} |`).join('\n');
const written = `# Third-party software

What is given away with our programs and is not ours, by \`./dev third-party\`, from what the packages say of themselves; CI refuses a list that is not up to date, a
package that names no licence, and a licence that nobody has looked at. What only builds or tests is not in it, nor are .NET itself and the images below ours.

## .NET packages
| package | licence | by | in |
|---|---|---|---|
${table(packagesOf().map(([name, { licence, by, used }]) => [name, licence, by, used.join(', ')]))}

## In the dashboard's page
| package | licence | by |
|---|---|---|
${table(pagePackages().map(([name, { licence, by }]) => [name, licence, by]))}
`;

const path = `${root}THIRD-PARTY.md`;
if (process.argv[2] !== '--check') {
  writeFileSync(path, written);
} else if (!existsSync(path) || readFileSync(path, 'utf8') !== written) {
  console.error('THIRD-PARTY.md is not up to date: ./dev third-party');
  process.exit(1);
}
