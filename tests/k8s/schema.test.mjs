import assert from 'node:assert/strict';
import { test } from 'node:test';
import { render } from './manifests.mjs';
import { complaints } from './schema.mjs';

const example = render('example');
const worker = () => structuredClone(example.find((object) => object.kind === 'Deployment' && object.metadata.name === 'worker'));
const scaling = () => structuredClone(example.find((object) => object.kind === 'ScaledObject'));

for (const directory of ['base', 'example']) {
  test(`every object of ${directory} is as the schemas want it, with no field that they do not know`, async () => {
    assert.deepEqual(await complaints(render(directory)), []);
  });
}

test('a misspelt field, however deep, is found', async () => {
  const object = worker();
  object.spec.template.spec.containers[0].livenessProbe.failureTreshold = 3;
  assert.match((await complaints([object])).join(), /failureTreshold/);
});

test('a value of the wrong kind is found', async () => {
  const object = worker();
  object.spec.template.spec.terminationGracePeriodSeconds = 'a minute';
  assert.match((await complaints([object])).join(), /terminationGracePeriodSeconds/);
});

test("KEDA's objects are looked at as closely", async () => {
  const object = scaling();
  object.spec.minReplicas = 2;
  assert.match((await complaints([object])).join(), /minReplicas/);
});

test('what no schema knows is not passed over', async () => {
  assert.match((await complaints([{ apiVersion: 'apps/v1', kind: 'Deploymant', metadata: { name: 'x' } }])).join(), /Deploymant/);
});
