import type { HttpResponseInit } from '@azure/functions';
import { onTestFinished } from 'vitest';
import { serveHttp } from '../../local/http-endpoint.ts';
import { freePorts } from '../../local/ports.ts';

/** Serves a page as we answer with it, headers and all, and keeps what is posted to it. Ends with the test. */
export async function servePage({ status = 200, headers = {}, body }: HttpResponseInit) {
  if (typeof body !== 'string') throw new TypeError('a page is text');
  const posts: string[] = [];
  const { functions: port } = await freePorts();
  const endpoint = await serveHttp({
    port,
    async fetch(request) {
      if (request.method === 'POST') posts.push(await request.text());
      return new Response(body, { status, headers: Object.entries(headers) });
    },
  });
  onTestFinished(() => endpoint.close());
  return { url: `http://127.0.0.1:${port}/page`, posts };
}
