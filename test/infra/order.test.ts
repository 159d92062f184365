import { describe, expect, test } from 'vitest';
import { isObject, type Json, type JsonObject, valueAt } from '../../local/cosmos/json.ts';
import type { Resource } from './arm/deploy.ts';
import { objectOf } from './arm/functions.ts';
import { asText, type Deployed, deployed, environments, prodWith, textsIn } from './template.ts';

// Azure makes at once whatever need not wait: what is named before it is there is an error of the first deployment only.

/** What names a resource that another part of the template makes, and does not wait for it. */
function tooEarly({ template, mentioned }: Deployed): string[] {
  const made = mentioned.filter(({ existing }) => !existing);
  return mentioned.flatMap((resource) => {
    const texts = textsIn(resource.body);
    const needs = (id: string) =>
      id !== resource.id &&
      [resource.id, resource.scope, ...texts].some((text) => text === id || text?.startsWith(`${id}/`));
    const needed = new Set(
      made.map(({ id }) => id).filter((id) => (resource.existing && id === resource.id) || needs(id)),
    );
    return [...needed]
      .map((id) => made.filter((other) => other.id === id))
      .filter((makers) => !makers.some((maker) => waits(template, resource, maker)))
      .map(([maker]) => `${resource.path} does not wait for ${maker?.path}`);
  });
}

/** Whether one comes after the other: where their paths part, the one's step has to depend on the other's. */
function waits(template: JsonObject, { path }: Resource, { path: other }: Resource): boolean {
  const [steps, otherSteps] = [path.split('/'), other.split('/')];
  let within = template;
  for (const [at, step] of steps.entries()) {
    const resources = objectOf(within['resources']);
    const otherStep = otherSteps[at] ?? '';
    if (step !== otherStep) return dependsOn(resources, step).has(otherStep);
    within = objectOf(valueAt(resources, [step, 'properties', 'template']) ?? {});
  }
  // One loop makes both.
  return true;
}

function dependsOn(resources: JsonObject, symbol: string, known = new Set<string>()): Set<string> {
  const direct = valueAt(resources, [symbol, 'dependsOn']) ?? [];
  for (const name of textsIn(direct).map(symbolIn)) {
    if (known.has(name)) continue;
    known.add(name);
    dependsOn(resources, name, known);
  }
  return known;
}

/** `[format('zones[{0}]', copyIndex())]` is one of the loop `zones`. */
function symbolIn(text: string): string {
  return /^\[format\('([\w:]+)\[/.exec(text)?.[1] ?? text;
}

/** Everything a module waits for has to be there whatever is left out. */
function waitsForNobody({ template }: Deployed): string[] {
  return strangersIn(template, 'the template');
}

function strangersIn(template: Json, path: string): string[] {
  const resources = isObject(template) ? objectOf(template['resources']) : {};
  return Object.entries(resources).flatMap(([symbol, declaration]) => {
    const inner = valueAt(declaration, ['properties', 'template']);
    const strangers = textsIn(valueAt(declaration, ['dependsOn']) ?? [])
      .map(symbolIn)
      .filter((name) => !Object.hasOwn(resources, name));
    return [
      ...strangers.map((name) => `${path}: ${symbol} waits for ${name}, which is not there`),
      ...(inner === undefined ? [] : strangersIn(inner, symbol)),
    ];
  });
}

describe.each(environments)('in %s', (environment) => {
  test('nothing is made before what it needs', () => {
    expect(tooEarly(deployed(environment))).toEqual([]);
  });

  test('nothing waits for what is not there', () => {
    expect(waitsForNobody(deployed(environment))).toEqual([]);
  });
});

test('the app starts when it may read its secrets, and telemetry comes in when addresses are taken out', () => {
  const { template } = deployed('prod');
  const resources = objectOf(template['resources']);
  const observability = objectOf(
    valueAt(resources, ['observability', 'properties', 'template', 'resources']),
  );
  expect(dependsOn(resources, 'functionApp')).toContain('roles');
  expect(dependsOn(observability, 'applicationInsights')).toContain('workspaceWithTransformation');
});

test('what signs staff in is set after what it refers to', () => {
  const app = objectOf(deployed('prod').template['resources'])['functionApp'] ?? null;
  const resources = objectOf(valueAt(app, ['properties', 'template', 'resources']));
  expect(asText(valueAt(resources, ['app::staffSignIn', 'dependsOn']))).toContain('app::appSettings');
});

describe('it would be seen', () => {
  test.each([
    ['cosmos/containers', 'cosmos/containers does not wait for cosmos/database'],
    ['journal/policy', 'journal/policy does not wait for journal/account/account::blobs::containers'],
    ['network/names', 'network/names does not wait for network/zones'],
    ['serviceBus/topics/rules', 'serviceBus/topics/rules does not wait for serviceBus/topics/subscriptions'],
    ['functionApp/app', 'functionApp/app does not wait for functionApp/plan'],
  ])('%s waits for nothing', (path, complaint) => {
    expect(tooEarly(prodWith(`${path}/dependsOn`, []))).toContain(complaint);
  });

  test('a module that waits for nothing', () => {
    const { template } = deployed('prod');
    const resources = objectOf(template['resources']);
    const roles = { ...objectOf(resources['roles']), dependsOn: ['group'] };
    const early = deployed('prod', { ...template, resources: { ...resources, roles } });
    expect(tooEarly(early)).toContain('roles/keyVault does not wait for keyVault/vault');
    expect(tooEarly(early)).toContain('roles/app does not wait for identity/app');
  });

  test('a name that nothing goes by', () => {
    expect(waitsForNobody(prodWith('cosmos/containers/dependsOn', ['databank']))).toEqual([
      'cosmos: containers waits for databank, which is not there',
    ]);
  });
});
