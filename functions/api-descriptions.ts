import type { HttpResponseInit } from '@azure/functions';
import { apiPage } from '../web/api/api-page.ts';
import { once } from './http/once.ts';
import { pageResponse } from './http/page-response.ts';

// What describes the interface is made when somebody first asks for it: no other call waits for it.

const openApiText = once(async () => JSON.stringify(await describeCalls()));
const asyncApiText = once(async () => JSON.stringify(await describeEvents()));
const page = once(writePage);

/** `GET /api/openapi.json`: every call, in OpenAPI 3.1. */
export async function getOpenApi(): Promise<HttpResponseInit> {
  return described(await openApiText());
}

/** `GET /api/asyncapi.json`: every event, in AsyncAPI 3.0. */
export async function getAsyncApi(): Promise<HttpResponseInit> {
  return described(await asyncApiText());
}

/** `GET /api`: both, to read. */
export function getApiPage(): Promise<HttpResponseInit> {
  return page();
}

async function writePage(): Promise<HttpResponseInit> {
  const [openApi, asyncApi] = await Promise.all([describeCalls(), describeEvents()]);
  return pageResponse(200, apiPage({ openApi, asyncApi }));
}

async function describeCalls() {
  const { openApi } = await import('../shared/api/openapi.ts');
  return openApi();
}

async function describeEvents() {
  const { asyncApi } = await import('../shared/api/asyncapi.ts');
  return asyncApi();
}

function described(body: string): HttpResponseInit {
  return {
    status: 200,
    headers: { 'content-type': 'application/json', 'cache-control': 'public, max-age=300' },
    body,
  };
}
