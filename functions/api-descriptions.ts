import type { HttpResponseInit } from '@azure/functions';
import { apiPage } from '../web/api/api-page.ts';
import { pageResponse } from './http/page-response.ts';

// What describes the interface is made when somebody first asks for it: no other call waits for it.

let openApiText: Promise<string> | undefined;
let asyncApiText: Promise<string> | undefined;
let page: Promise<HttpResponseInit> | undefined;

/** `GET /api/openapi.json`: every call, in OpenAPI 3.1. */
export async function getOpenApi(): Promise<HttpResponseInit> {
  openApiText ??= describeCalls().then((description) => JSON.stringify(description));
  return described(await openApiText);
}

/** `GET /api/asyncapi.json`: every event, in AsyncAPI 3.0. */
export async function getAsyncApi(): Promise<HttpResponseInit> {
  asyncApiText ??= describeEvents().then((description) => JSON.stringify(description));
  return described(await asyncApiText);
}

/** `GET /api`: both, to read. */
export async function getApiPage(): Promise<HttpResponseInit> {
  page ??= writePage();
  return page;
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
