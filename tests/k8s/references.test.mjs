// What the schemas cannot see: that what one object calls another by is that other's name.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { nameOf, ofKind, picks, pods, render, root } from './manifests.mjs';

const example = render('example');
const find = (kind, name) => example.find((object) => object.kind === kind && object.metadata.name === name) ?? assert.fail(`no ${kind} ${name}`);
const keysOf = (object) => Object.keys(object.data ?? {});
const containersOf = (pod) => [...(pod.spec.initContainers ?? []), ...pod.spec.containers];

test('every Secret and ConfigMap that a pod names is there, with the key', () => {
  for (const container of pods(example).flatMap(containersOf)) {
    for (const { configMapRef } of container.envFrom ?? []) find('ConfigMap', configMapRef.name);
    for (const { name, valueFrom } of container.env ?? []) {
      if (!valueFrom) continue;
      const { secretKeyRef } = valueFrom;
      assert.ok(keysOf(find('Secret', secretKeyRef.name)).includes(secretKeyRef.key), `${name}: ${secretKeyRef.key}`);
    }
  }
});

test("what is counted to scale by is our queue, with an address that is in the Secret", () => {
  const [scaled] = ofKind(example, 'ScaledObject');
  const [trigger] = scaled.spec.triggers;
  const { spec } = find('TriggerAuthentication', trigger.authenticationRef.name);
  for (const { name, key } of spec.secretTargetRef) assert.ok(keysOf(find('Secret', name)).includes(key), key);
  const source = readFileSync(`${root}Analytics.Contracts/IngestQueue.cs`, 'utf8');
  assert.equal(trigger.metadata.queueName, /const string Name = "([^"]+)"/.exec(source)[1]);
});

test('what is scaled is there, and says no number itself', () => {
  const [scaled] = ofKind(example, 'ScaledObject');
  assert.equal(find('Deployment', scaled.spec.scaleTargetRef.name).spec.replicas, undefined);
});

test('every selector picks pods that are there', () => {
  const templates = pods(example);
  const selectors = [
    ...ofKind(example, 'Service').map((object) => [object, { matchLabels: object.spec.selector }]),
    ...[...ofKind(example, 'PodDisruptionBudget'), ...ofKind(example, 'Deployment')].map((object) => [object, object.spec.selector]),
    ...ofKind(example, 'NetworkPolicy').map((object) => [object, object.spec.podSelector]),
    ...pods(example).flatMap((pod) => (pod.spec.topologySpreadConstraints ?? []).map((spread) => [{ kind: pod.name, metadata: { name: 'spread' } }, spread.labelSelector])),
  ];
  assert.ok(selectors.length > 10);
  for (const [object, selector] of selectors) {
    assert.ok(templates.some((pod) => picks(selector, pod.metadata.labels)), nameOf(object));
  }
});

test('each deployment picks its own pods and no others', () => {
  for (const deployment of ofKind(example, 'Deployment')) {
    const picked = pods(example).filter((pod) => picks(deployment.spec.selector, pod.metadata.labels)).map((pod) => pod.name);
    assert.deepEqual(picked, [nameOf(deployment)]);
  }
});

test('every port that is named is a port of a container', () => {
  const named = (pod) => containersOf(pod).flatMap((container) => container.ports ?? []).map((port) => port.name);
  for (const pod of pods(example)) {
    for (const container of containersOf(pod)) {
      for (const probe of [container.startupProbe, container.readinessProbe, container.livenessProbe]) {
        if (probe) assert.ok(named(pod).includes(probe.httpGet.port), `${pod.name}: ${probe.httpGet.port}`);
      }
    }
  }

  for (const policy of ofKind(example, 'NetworkPolicy')) {
    for (const { port } of (policy.spec.ingress ?? []).flatMap((rule) => rule.ports ?? [])) {
      for (const pod of pods(example).filter((one) => picks(policy.spec.podSelector, one.metadata.labels))) assert.ok(named(pod).includes(port), nameOf(policy));
    }
  }

  for (const service of ofKind(example, 'Service')) {
    const pod = pods(example).find((one) => picks({ matchLabels: service.spec.selector }, one.metadata.labels));
    for (const { targetPort } of service.spec.ports) assert.ok(named(pod).includes(targetPort), nameOf(service));
  }
});

test('the ingress leads to a port of the service', () => {
  for (const { backend } of ofKind(example, 'Ingress').flatMap((ingress) => ingress.spec.rules).flatMap((rule) => rule.http.paths)) {
    assert.ok(find('Service', backend.service.name).spec.ports.some((port) => port.name === backend.service.port.name));
  }
});

test('metrics are scraped where the container has them, and that is where the programs answer', () => {
  const [settings] = ofKind(example, 'ConfigMap');
  assert.equal(ofKind(example, 'Deployment').length, 2);
  for (const deployment of ofKind(example, 'Deployment')) {
    const { metadata, spec } = deployment.spec.template;
    const port = spec.containers[0].ports.find(({ name }) => name === 'metrics').containerPort;
    assert.equal(metadata.annotations['prometheus.io/port'], String(port));
    assert.equal(settings.data.Management__Url, `http://+:${port}`);
    assert.deepEqual(spec.containers[0].envFrom, [{ configMapRef: { name: settings.metadata.name } }]);
  }
});
