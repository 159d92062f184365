import type * as z from 'zod';
import { register } from '../policy/register.ts';
import type {
  DescribedAnswer,
  DescribedOperation,
  DescribedParameter,
  JsonSchema,
  OpenApi,
} from './description.ts';
import { exampleOf } from './example.ts';
import { jsonSchemasOf } from './json-schema.ts';
import { type Answer, type Operation, type ProblemStatus, problemStatuses, tags } from './operation.ts';
import { operations } from './operations.ts';
import { problem } from './problem.ts';

const at = '#/components/schemas/';

/** OpenAPI 3.1: every call of the table of operations, by the schemas that read it and that its answers follow. */
export function openApi(): OpenApi {
  const schemas = schemasOfOperations();
  return {
    openapi: '3.1.1',
    info: {
      title: `${register.controller.name}: privacy pipeline`,
      version: '1.0.0',
      summary: 'Intake, consent, retention and erasure of contact details under the GDPR.',
      description:
        'No answer and no error repeats a personal value that was sent. What is answered with 503 can be sent again. A registration counts once under one Idempotency-Key, a licence event under its source and id; a request for a right is counted as often as it is sent. Instants are UTC; days are days in Norway. The events are described in /api/asyncapi.json.',
    },
    servers: [{ url: '/', description: 'where this description was read' }],
    tags: Object.entries(tags)
      .filter(([name]) => operations.some(({ tag }) => tag === name))
      .map(([name, description]) => ({ name, description })),
    paths: pathsOf(operations.map((operation) => [operation, described(operation, schemas)])),
    components: {
      schemas: schemas.shared,
      responses: {
        ...Object.fromEntries(
          Object.entries(problemStatuses).map(([status, description]) => [
            problemName(Number(status)),
            problemAnswer(description),
          ]),
        ),
        NoKey: { description: 'The function key is missing or wrong. No body.' },
      },
      securitySchemes: {
        functionKey: {
          type: 'apiKey',
          in: 'header',
          name: 'x-functions-key',
          description:
            'A function key of the Functions app; on a machine of your own, the one that `npm start` shows.',
        },
        staff: {
          type: 'openIdConnect',
          openIdConnectUrl:
            'https://login.microsoftonline.com/organizations/v2.0/.well-known/openid-configuration',
          description: 'Staff sign in with Entra ID, by the platform; their app role says what they may do.',
        },
      },
    },
  };
}

const securityOf = {
  anybody: [],
  'function-key': [{ functionKey: [] }],
  staff: [{ staff: [] }],
} as const;

interface Schemas {
  body(operation: Operation, type: string): JsonSchema;
  answer(operation: Operation, status: number, type: string): JsonSchema;
  readonly shared: Readonly<Record<string, JsonSchema>>;
}

/** Every schema at once, so that those with an id are found wherever they are used. */
function schemasOfOperations(): Schemas {
  const bodies: Record<string, z.ZodType> = {};
  const answers: Record<string, z.ZodType> = { problem };
  for (const { id, body, answers: own } of operations) {
    for (const [type, schema] of Object.entries(body?.content ?? {})) bodies[`${id} ${type}`] = schema;
    for (const [status, { content = {} }] of Object.entries(own)) {
      for (const [type, schema] of Object.entries(content)) {
        if (schema !== 'text') answers[`${id} ${status} ${type}`] = schema;
      }
    }
  }
  const taken = jsonSchemasOf(bodies, { io: 'input', at });
  const given = jsonSchemasOf(answers, { io: 'output', at });
  return {
    body: ({ id }, type) => taken.schemas[`${id} ${type}`] ?? {},
    answer: ({ id }, status, type) => given.schemas[`${id} ${status} ${type}`] ?? { type: 'string' },
    shared: { ...taken.shared, ...given.shared },
  };
}

function pathsOf(calls: readonly (readonly [Operation, DescribedOperation])[]): OpenApi['paths'] {
  const paths: Record<string, Record<string, DescribedOperation>> = {};
  for (const [{ call }, description] of calls) {
    const { method, path } = partsOf(call);
    paths[path] = { ...paths[path], [method]: description };
  }
  return paths;
}

function partsOf(call: Operation['call']): { readonly method: string; readonly path: string } {
  const [method = '', path = ''] = call.split(' ');
  return { method: method.toLowerCase(), path };
}

function described(operation: Operation, schemas: Schemas): DescribedOperation {
  const { id, tag, access, summary, description, body } = operation;
  return {
    operationId: id,
    tags: [tag],
    summary,
    ...(description !== undefined && { description }),
    security: securityOf[access],
    parameters: parametersOf(operation),
    ...(body !== undefined && {
      requestBody: {
        description: `At most ${body.limit}.`,
        required: body.required,
        content: Object.fromEntries(
          Object.keys(body.content).map((type) => [
            type,
            { schema: schemas.body(operation, type), example: body.examples?.[type] ?? body.example },
          ]),
        ),
      },
    }),
    responses: responsesOf(operation, schemas),
  };
}

function parametersOf({ call, parameters = [] }: Operation): DescribedParameter[] {
  const inPath = [...call.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
  const stated = parameters.map(
    ({ in: place, name, description, example, required = place === 'path', oneOf }) => ({
      name,
      in: place,
      description,
      required,
      schema: oneOf === undefined ? { type: 'string' } : { type: 'string', enum: oneOf },
      ...(example !== undefined && { example }),
    }),
  );
  const missing = inPath.filter((name) => !stated.some((each) => each.name === name));
  return [
    ...missing.map((name) => ({
      name,
      in: 'path',
      description: `The ${name}.`,
      required: true,
      schema: { type: 'string' },
    })),
    ...stated,
  ];
}

function responsesOf(operation: Operation, schemas: Schemas): DescribedOperation['responses'] {
  const { access, body, problems = [] } = operation;
  const own = Object.entries(operation.answers).map(([status, answer]) => [
    status,
    describedAnswer(answer, {
      schemas,
      schemaOf: (type) => schemas.answer(operation, Number(status), type),
    }),
  ]);
  const taken = Object.keys(operation.answers).map(Number);
  const all = [...problems, ...(body === undefined ? [] : ([400, 413, 415] as const)), 429, 503] as const;
  const refused = [...new Set(all)].filter((status) => !taken.includes(status)).toSorted((a, b) => a - b);
  return Object.fromEntries([
    ...own,
    ...(access === 'function-key' ? [['401', { $ref: '#/components/responses/NoKey' }]] : []),
    ...refused.map((status) => [String(status), { $ref: `#/components/responses/${problemName(status)}` }]),
  ]);
}

function describedAnswer(
  { description, content, headers }: Answer,
  { schemas, schemaOf }: { readonly schemas: Schemas; readonly schemaOf: (type: string) => JsonSchema },
): DescribedAnswer {
  return {
    description,
    ...(headers && {
      headers: Object.fromEntries(
        Object.entries(headers).map(([name, text]) => [
          name,
          { description: text, schema: { type: 'string' } },
        ]),
      ),
    }),
    ...(content && {
      content: Object.fromEntries(
        Object.entries(content).map(([type, given]) => {
          const schema = schemaOf(type);
          return [
            type,
            given === 'text' ? { schema } : { schema, example: exampleOf(schema, schemas.shared) },
          ];
        }),
      ),
    }),
  };
}

const problemNames: Readonly<Record<ProblemStatus, string>> = {
  400: 'InvalidInput',
  404: 'NotFound',
  409: 'NotSoAnyMore',
  413: 'TooLarge',
  415: 'UnsupportedMediaType',
  422: 'KeyReused',
  429: 'TooMany',
  503: 'Unavailable',
};

function problemName(status: number): string {
  return isProblemStatus(status) ? problemNames[status] : 'Problem';
}

function isProblemStatus(status: number): status is ProblemStatus {
  return Object.hasOwn(problemNames, status);
}

function problemAnswer(description: string): DescribedAnswer {
  return {
    description,
    content: {
      'application/problem+json': { schema: { $ref: `${at}Problem` } },
      // A browser gets the same as a page.
      'text/html': { schema: { type: 'string' } },
    },
  };
}
