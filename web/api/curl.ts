import type { DescribedOperation } from '../../shared/api/description.ts';

/** Where the local stack listens. */
const local = 'http://127.0.0.1:7071';

export interface Call {
  readonly method: string;
  readonly path: string;
  readonly operation: DescribedOperation;
}

/** A call as somebody can paste it into a terminal, against the local stack, with the key that it shows in `KEY`. */
export function curlFor({ method, path, operation }: Call): string {
  const { parameters, requestBody, security } = operation;
  const url = parameters
    .filter((each) => each.in === 'path')
    .reduce(
      (made, { name, example }) => made.replace(`{${name}}`, example ?? `<${name}>`),
      `${local}${path}`,
    );
  const [type, body] = Object.entries(requestBody?.content ?? {})[0] ?? [];
  const isPlain = method === 'get' || (method === 'post' && body !== undefined);
  return [
    `curl ${isPlain ? '' : `-X ${method.toUpperCase()} `}${shellText(url)}`,
    ...(security.length > 0 ? ['-H "x-functions-key: $KEY"'] : []),
    ...(type === undefined ? [] : [`-H ${shellText(`content-type: ${type}`)}`]),
    ...(body === undefined ? [] : [`-d ${shellText(JSON.stringify(body.example))}`]),
  ].join(' \\\n  ');
}

function shellText(text: string): string {
  return /^[\w:/.-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
