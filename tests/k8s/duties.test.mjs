// What deploy/k8s promises.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { nameOf, ofKind, picks, pods, render, root } from './manifests.mjs';

const example = render('example');
const component = (object) => object.metadata.labels['app.kubernetes.io/component'];
const deployment = (name) => ofKind(example, 'Deployment').find((object) => object.metadata.name === name);
const keysOf = (pod) => pod.spec.containers.flatMap((container) => container.env).flatMap(({ valueFrom }) => valueFrom?.secretKeyRef.key ?? []);

test('no process is root, writes to its image, gains rights, or can ask the cluster', () => {
  assert.equal(pods(example).length, 3);
  for (const { name, spec } of pods(example)) {
    assert.equal(spec.automountServiceAccountToken, false, name);
    assert.equal(spec.securityContext.runAsNonRoot, true, name);
    assert.ok(spec.securityContext.runAsUser > 0, name);
    assert.equal(spec.securityContext.seccompProfile.type, 'RuntimeDefault', name);
    for (const { securityContext } of spec.containers) {
      assert.deepEqual(securityContext, { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: ['ALL'] } }, name);
    }
  }
});

test('every container asks for what it needs and has a limit of memory', () => {
  for (const { name, spec } of pods(example)) {
    for (const { resources } of spec.containers) {
      assert.ok(resources.requests.cpu && resources.requests.memory && resources.limits.memory, name);
      assert.equal(resources.limits.cpu, undefined, name);
    }
  }
});

test("the API has a login for each role, and never the tables' owner", () => {
  assert.deepEqual(keysOf(deployment('api').spec.template), ['PostgresReader', 'PostgresOverseer', 'PostgresWriter', 'RabbitMq', 'Redis']);
});

test('keys are asked for', () => {
  assert.equal(ofKind(example, 'ConfigMap')[0].data.Security__Mode, 'Keys');
});

test('the one address that the ingress has is no limit for all clients together', () => {
  assert.equal(ofKind(example, 'ConfigMap')[0].data.Limits__AddressRequests__PerMinute, '0');
});

test('a server that is away neither restarts a process nor takes all APIs out of the service', () => {
  for (const name of ['api', 'worker']) {
    assert.equal(deployment(name).spec.template.spec.containers[0].livenessProbe.httpGet.path, '/health/live', name);
  }

  const [api] = deployment('api').spec.template.spec.containers;
  assert.equal(api.readinessProbe.httpGet.path, '/health/live');
  // But a release with a wrong address goes no further than its first pod.
  assert.equal(api.startupProbe.httpGet.path, '/health/ready');
  assert.equal(deployment('api').spec.strategy.rollingUpdate.maxUnavailable, 0);
});

test('a pod has more time to end than it may take', () => {
  const seconds = (time) => time.split(':').reduce((sum, part) => sum * 60 + Number(part), 0);
  const api = deployment('api').spec.template.spec;
  const draining = seconds(api.containers[0].env.find(({ name }) => name === 'Draining__Time').value);
  assert.ok(api.terminationGracePeriodSeconds > draining + 30);
  assert.ok(deployment('worker').spec.template.spec.terminationGracePeriodSeconds > 40);
});

test('of the API and of the workers one stays, whatever node is emptied', () => {
  assert.ok(deployment('api').spec.replicas >= 2);
  assert.ok(ofKind(example, 'ScaledObject')[0].spec.minReplicaCount >= 2);
  for (const name of ['api', 'worker']) {
    const budgets = ofKind(example, 'PodDisruptionBudget').filter((budget) => picks(budget.spec.selector, deployment(name).spec.template.metadata.labels));
    assert.deepEqual(budgets.map((budget) => budget.spec.maxUnavailable), [1], name);
  }
});

// What one of each may take: load/SCALING.md, "Connections".
test('PostgreSQL has a connection for all, also during a release', () => {
  const [, given] = /max_connections = (\d+)/.exec(readFileSync(`${root}deploy/k8s/README.md`, 'utf8'));
  const apis = deployment('api').spec.replicas + deployment('api').spec.strategy.rollingUpdate.maxSurge;
  const workers = ofKind(example, 'ScaledObject')[0].spec.maxReplicaCount + deployment('worker').spec.strategy.rollingUpdate.maxSurge;
  assert.ok(apis * 32 + workers * 10 + 1 <= given - 3);
});

test('nothing goes in or out of any pod but what a policy names', () => {
  const policies = ofKind(example, 'NetworkPolicy');
  const nothing = policies.find((policy) => policy.metadata.name === 'nothing').spec;
  assert.deepEqual(nothing, { podSelector: {}, policyTypes: ['Ingress', 'Egress'] });

  const into = (pod) => policies.filter((policy) => picks(policy.spec.podSelector, pod.metadata.labels)).flatMap((policy) => policy.spec.ingress ?? []);
  const outOf = (pod) => policies.filter((policy) => picks(policy.spec.podSelector, pod.metadata.labels)).flatMap((policy) => policy.spec.egress ?? []);
  const ports = (rules) => rules.flatMap((rule) => rule.ports).map(({ port }) => port).sort();
  const [api, worker, migrate] = ['Deployment api', 'Deployment worker', 'Job migrate'].map((name) => pods(example).find((pod) => pod.name === name));
  assert.deepEqual([ports(into(api)), ports(into(worker)), ports(into(migrate))], [['http', 'metrics'], ['metrics'], []]);
  assert.deepEqual(ports(outOf(api)), [53, 53, 5432, 5672, 6379].sort());
  assert.deepEqual(ports(outOf(worker)), ports(outOf(api)));
  assert.deepEqual(ports(outOf(migrate)), [53, 53, 5432].sort());
  for (const rule of policies.flatMap((policy) => [...(policy.spec.ingress ?? []), ...(policy.spec.egress ?? [])])) assert.ok(rule.from ?? rule.to, 'open to everybody');
});

test('the first step of a release brings the schema, with all that this needs and nothing that serves', () => {
  const first = example.filter((object) => ['settings', 'migrate'].includes(component(object)));
  assert.deepEqual(first.map((object) => object.kind).sort(), ['ConfigMap', 'Job', 'Namespace', 'Secret']);
  const job = first.find((object) => object.kind === 'Job').spec.template.spec.containers[0];
  assert.deepEqual(job.args, ['migrate']);
  assert.equal(job.image, deployment('worker').spec.template.spec.containers[0].image);
  const names = first.map((object) => object.metadata.name);
  for (const name of [job.envFrom[0].configMapRef.name, job.env[0].valueFrom.secretKeyRef.name]) assert.ok(names.includes(name), name);
});

test('every object says what it is part of', () => {
  for (const object of example) assert.ok(component(object) && object.metadata.labels['app.kubernetes.io/name'] === 'analytics', nameOf(object));
});
