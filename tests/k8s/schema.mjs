// Two looks at each object. The schemas that Kubernetes and KEDA publish say what a value must be, but let a misspelt field pass, which a
// cluster would ignore; the types that were made of the same schemas, and the compiler's look at a literal, do not.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const here = fileURLToPath(new URL('.', import.meta.url));
const compiler = ['node_modules/typescript/bin/tsc', '--noEmit', '--strict', '--skipLibCheck', '--pretty', 'false', '--module', 'nodenext', '--target', 'es2022'];

/** The module that knows an apiVersion: kubernetes-models/apps/v1, …/v1, @kubernetes-models/keda/keda.sh/v1alpha1. */
const moduleOf = (apiVersion) => (apiVersion.startsWith('keda.sh/') ? `@kubernetes-models/keda/${apiVersion}` : `kubernetes-models/${apiVersion}`);

/** What is wrong with the objects, a line each; nothing when nothing is. */
export async function complaints(objects) {
  const found = [];
  const known = [];
  for (const object of objects) {
    const model = await import(moduleOf(object.apiVersion)).then((module) => module[object.kind], () => undefined);
    if (!model) {
      found.push(`${object.kind}: no schema of ${object.apiVersion} has it`);
      continue;
    }

    known.push(object);
    try {
      new model(object).validate();
    } catch (error) {
      found.push(`${object.kind} ${object.metadata?.name}: ${error.message}`);
    }
  }

  return [...found, ...unknownFields(known)];
}

function unknownFields(objects) {
  const draft = mkdtempSync(`${here}.draft-`);
  try {
    const literals = objects.map((object, index) =>
      `import type { I${object.kind} as T${index} } from ${JSON.stringify(moduleOf(object.apiVersion))};\n` +
      `export const o${index}: T${index} = ${JSON.stringify(object)};\n`);
    writeFileSync(`${draft}/objects.ts`, literals.join(''));
    execFileSync(process.execPath, [...compiler, `${draft}/objects.ts`], { cwd: here, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
    return [];
  } catch (error) {
    if (!error.stdout) throw error;
    return error.stdout.trim().split('\n');
  } finally {
    rmSync(draft, { recursive: true });
  }
}
