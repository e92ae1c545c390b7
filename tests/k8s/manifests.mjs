// What `kubectl apply -k` would send, as objects; and how to find things in it.
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { parseAllDocuments } from 'yaml';

export const root = fileURLToPath(new URL('../..', import.meta.url));

/** The objects of a directory of deploy/k8s. A key that stands twice is an error. */
export function render(directory) {
  const text = execFileSync('kubectl', ['kustomize', `${root}deploy/k8s/${directory}`], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
  return parseAllDocuments(text, { uniqueKeys: true }).map((document) => {
    if (document.errors.length) throw document.errors[0];
    const object = document.toJS();
    // Kustomize breaks base64 into lines, which a cluster takes and the schema does not.
    if (object.kind === 'Secret') for (const key of Object.keys(object.data)) object.data[key] = object.data[key].replaceAll('\n', '');
    return object;
  });
}

export const nameOf = (object) => `${object.kind} ${object.metadata.name}`;
export const ofKind = (objects, kind) => objects.filter((object) => object.kind === kind);

/** The pod templates, each with the name of what makes it. */
export const pods = (objects) => objects.filter((object) => object.spec?.template?.spec).map((object) => ({ name: nameOf(object), ...object.spec.template }));

/** Whether a label selector picks something with these labels. */
export function picks(selector, labels = {}) {
  const given = Object.entries(selector.matchLabels ?? {}).every(([key, value]) => labels[key] === value);
  return given && (selector.matchExpressions ?? []).every(({ key, operator, values }) => {
    if (operator !== 'In') throw new Error(`not written for ${operator}`);
    return values.includes(labels[key]);
  });
}
