import { isObject, type Json, type JsonObject } from '../../../local/cosmos/json.ts';
import { type Bound, loops, nothingBound, type Scope, valueOf } from './evaluate.ts';
import { isTrue, listOf, numberOf, objectOf, textOf } from './functions.ts';
import { answers, environment, subscriptionId, tenantId } from './platform.ts';

/** A resource as a deployment asks Azure for it: every expression is its value. */
export interface Resource {
  readonly id: string;
  readonly type: string;
  readonly apiVersion: string;
  /** The whole, with the names of its parents: `account/default/packages`. */
  readonly name: string;
  /** Where it stands in the template: `cosmos/account`. */
  readonly path: string;
  /** Id of what it extends: of what a role is given on, of what a diagnostic setting is for. */
  readonly scope: string | undefined;
  readonly onlyIfNotExists: boolean;
  /** It is only named here, and made elsewhere. */
  readonly existing: boolean;
  readonly body: JsonObject;
  readonly properties: JsonObject;
}

export interface Deployment {
  readonly resources: readonly Resource[];
  readonly outputs: JsonObject;
}

/**
 * What a template that Bicep compiled asks for, given these parameters: nested deployments resolved, loops gone through,
 * conditions decided. Whatever it does not know it refuses.
 */
export function deploy(template: JsonObject, given: JsonObject, group = '', path = ''): Deployment {
  const declarations = objectOf(template['resources']);
  const groupId = group === '' ? subscriptionId : `${subscriptionId}/resourceGroups/${group}`;
  const modules = new Map<string, Deployment>();

  const scope: Scope = {
    ...ownFunctions(template),
    ...ofItself(template, given, () => scope),
    reference: (symbol) => reference(textOf(symbol)),
    resourceId: (type, ...names) => idIn(groupId, textOf(type), names.map(textOf)),
    subscriptionResourceId: (type, ...names) => idIn(subscriptionId, textOf(type), names.map(textOf)),
    subscription: () => ({ id: subscriptionId }),
    resourceGroup: () => ({ id: groupId, name: group }),
    deployment: () => ({ name: path || 'main' }),
    tenant: () => ({ tenantId }),
    environment: () => environment,
  };

  /** The outputs of a module, or what Azure says of a resource. */
  function reference(symbol: string): Json {
    const declaration = objectOf(declarations[symbol]);
    if (isModule(declaration)) return { outputs: moduleAt(symbol, nothingBound).outputs };
    return objectOf(answers[textOf(declaration['type'])]?.(textOf(valueOf(declaration['name'], scope))));
  }

  function moduleAt(symbol: string, bound: Bound): Deployment {
    const key = JSON.stringify([symbol, bound.copy]);
    const deployed = modules.get(key) ?? deployModule(symbol, bound);
    modules.set(key, deployed);
    return deployed;
  }

  function deployModule(symbol: string, bound: Bound): Deployment {
    const { resourceGroup = group, properties } = objectOf(declarations[symbol]);
    const { parameters = {}, template: inner } = objectOf(properties);
    const values = Object.entries(objectOf(parameters)).map(([name, parameter]): [string, Json] => [
      name,
      objectOf(valueOf(parameter, scope, bound))['value'] ?? null,
    ]);
    const target = textOf(valueOf(resourceGroup, scope, bound));
    return deploy(objectOf(inner), Object.fromEntries(values), target, `${path}${symbol}/`);
  }

  function resourcesOf([symbol, json]: [string, Json]): readonly Resource[] {
    const declaration = objectOf(json);
    const { copy, condition = true } = declaration;
    const rounds = isObject(copy) ? numberOf(valueOf(copy['count'], scope)) : 1;
    return Array.from(
      { length: rounds },
      (_, at): Bound => ({ lambda: {}, copy: isObject(copy) ? { '': at } : {} }),
    )
      .filter((bound) => isTrue(valueOf(condition, scope, bound)))
      .flatMap((bound) =>
        isModule(declaration)
          ? moduleAt(symbol, bound).resources
          : resourceOf(
              `${path}${symbol}`,
              declaration,
              (stated) => objectOf(valueOf(stated, scope, bound)),
              groupId,
            ),
      );
  }

  try {
    const resources = Object.entries(declarations).flatMap(resourcesOf);
    const outputs = Object.entries(objectOf(template['outputs'] ?? {})).map(
      ([name, output]): [string, Json] => [name, { value: valueOf(objectOf(output)['value'], scope) }],
    );
    return { resources, outputs: Object.fromEntries(outputs) };
  } catch (fault) {
    throw new Error(`${path || 'main'}: ${fault instanceof Error ? fault.message : String(fault)}`, {
      cause: fault,
    });
  }
}

/** The parameters and variables of a template. */
function ofItself(template: JsonObject, given: JsonObject, scope: () => Scope): Scope {
  const declared = objectOf(template['parameters'] ?? {});
  const stranger = Object.keys(given).find((name) => !Object.hasOwn(declared, name));
  if (stranger !== undefined) throw new Error(`there is no parameter ${stranger}`);
  const { copy = [], ...variables } = objectOf(template['variables'] ?? {});
  const values = new Map<string, Json>();
  return {
    parameters: (name) => {
      const declaration = declared[textOf(name)];
      if (declaration === undefined) throw new Error(`the parameter ${textOf(name)} is not declared`);
      const { defaultValue } = objectOf(declaration);
      const value = given[textOf(name)] ?? (defaultValue && valueOf(defaultValue, scope()));
      if (value === undefined) throw new Error(`the parameter ${textOf(name)} is not given`);
      return value;
    },
    variables: (name) => {
      const known = values.get(textOf(name));
      if (known !== undefined) return known;
      const variable = variables[textOf(name)];
      const value =
        variable === undefined ? loops(listOf(copy), scope())[textOf(name)] : valueOf(variable, scope());
      if (value === undefined) throw new Error(`there is no variable ${textOf(name)}`);
      values.set(textOf(name), value);
      return value;
    },
  };
}

/** The functions that a template defines; each knows its own parameters, and the others. */
function ownFunctions(template: JsonObject): Scope {
  const scope: Record<string, Scope[string]> = {};
  for (const { namespace, members } of listOf(template['functions'] ?? []).map(objectOf)) {
    for (const [name, member] of Object.entries(objectOf(members))) {
      const { parameters = [], output } = objectOf(member);
      const names = listOf(parameters).map((parameter) => textOf(objectOf(parameter)['name']));
      scope[`${textOf(namespace)}.${name}`] = (...operands) =>
        valueOf(objectOf(output)['value'], {
          ...scope,
          parameters: (asked) => operands[names.indexOf(textOf(asked))] ?? null,
        });
    }
  }
  return scope;
}

function resourceOf(
  path: string,
  declaration: JsonObject,
  evaluated: (stated: JsonObject) => JsonObject,
  groupId: string,
): Resource {
  const { copy: _, condition: __, dependsOn: ___, '@options': options = {}, ...stated } = declaration;
  const body = evaluated(stated);
  const [type, name] = [textOf(body['type']), textOf(body['name'])];
  const scope = body['scope'] === undefined ? undefined : textOf(body['scope']);
  return {
    id: idIn(scope ?? groupId, type, name.split('/')),
    type,
    apiVersion: textOf(body['apiVersion']),
    name,
    path,
    scope,
    onlyIfNotExists: 'onlyIfNotExists' in objectOf(options),
    existing: body['existing'] === true,
    body,
    properties: objectOf(body['properties'] ?? {}),
  };
}

export function isModule({ type }: JsonObject): boolean {
  return type === 'Microsoft.Resources/deployments';
}

/** `A.B/cs/ds`, named `x` and `y` → `…/providers/A.B/cs/x/ds/y`. */
function idIn(scope: string, type: string, names: readonly string[]): string {
  const [provider, ...kinds] = type.split('/');
  if (kinds.length !== names.length) throw new Error(`${type} is not named by ${names.join('/')}`);
  return [scope, 'providers', provider, ...kinds.flatMap((kind, at) => [kind, names[at]])].join('/');
}
