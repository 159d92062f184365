import { computed, type Import, resolveImport } from './imports.ts';

/** What the files of a place may import. A path that ends in `/` is a folder, one that does not a file. */
interface Border {
  readonly of: string;
  readonly may: readonly string[];
  /** Packages and modules of Node; `any` where the place is there to speak to the world. */
  readonly packages: readonly string[] | 'any';
  readonly because: string;
}

/** The borders between the folders. The first line that fits a file counts. */
const borders: readonly Border[] = [
  {
    of: 'shared/policy/',
    may: ['shared/policy/'],
    packages: [],
    because: 'the policy register is data',
  },
  {
    of: 'shared/domain/',
    may: ['shared/domain/', 'shared/policy/'],
    packages: ['zod', 'temporal-polyfill', 'libphonenumber-js/min'],
    because: 'the domain is pure: time, ids and keys come in as arguments',
  },
  {
    of: 'shared/api/',
    may: ['shared/api/', 'shared/domain/', 'shared/policy/', 'infra/service-bus.json'],
    packages: ['zod'],
    because: 'it describes the interface by the schemas that are there, and takes part in nothing',
  },
  {
    of: 'shared/ports/',
    may: ['shared/ports/', 'shared/domain/', 'shared/policy/'],
    packages: ['temporal-polyfill'],
    because: 'a port is told in the words of the domain',
  },
  {
    of: 'shared/ports.ts',
    may: ['shared/ports/', 'shared/domain/', 'shared/policy/'],
    packages: ['temporal-polyfill'],
    because: 'a port is told in the words of the domain',
  },
  {
    of: 'shared/usecases/',
    may: ['shared/usecases/', 'shared/domain/', 'shared/policy/', 'shared/ports.ts'],
    packages: ['zod', 'temporal-polyfill'],
    because: 'a use case knows ports, not SDKs and not adapters',
  },
  {
    of: 'shared/adapters/',
    may: [
      'shared/adapters/',
      'shared/domain/',
      'shared/policy/',
      'shared/ports.ts',
      'infra/cosmos.json',
      'infra/service-bus.json',
      'infra/settings.json',
      'infra/storage.json',
    ],
    packages: 'any',
    because: 'an adapter implements a port, and knows no use case and no trigger',
  },
  {
    of: 'functions/main.ts',
    may: [
      'functions/',
      'shared/adapters/',
      'shared/policy/',
      'shared/usecases/',
      'infra/cosmos.json',
      'infra/service-bus.json',
    ],
    packages: ['@azure/functions'],
    because: 'it is the page of triggers, and only names them',
  },
  {
    of: 'functions/world.ts',
    may: [
      'shared/adapters/',
      'shared/policy/',
      'shared/ports.ts',
      'web/letters/',
      'web/package/package-document.ts',
    ],
    packages: [],
    because: 'the composition root puts adapters together, and decides nothing',
  },
  {
    of: 'functions/http/',
    may: [
      'functions/http/',
      'functions/runtime/fault-kind.ts',
      'functions/runtime/log.ts',
      'shared/domain/',
      'shared/policy/',
      'web/',
    ],
    packages: ['@azure/functions', '@fastify/busboy', 'node:crypto'],
    because: 'it reads requests and writes answers, and knows no use case',
  },
  {
    of: 'functions/runtime/',
    may: [
      'functions/runtime/',
      'functions/world.ts',
      'shared/adapters/telemetry/tracing.ts',
      'shared/domain/is-object.ts',
      'shared/policy/',
      'shared/ports.ts',
    ],
    packages: ['@azure/functions'],
    because: 'it is what every trigger needs of its host, and knows none of them',
  },
  {
    of: 'functions/',
    may: [
      'functions/http/',
      'functions/runtime/',
      'functions/staff-page.ts',
      'functions/world.ts',
      'shared/api/',
      'shared/usecases/',
      'shared/domain/',
      'shared/policy/',
      'web/',
    ],
    packages: ['@azure/functions'],
    because: 'a trigger parses, calls one use case, answers',
  },
  {
    of: 'web/cookie-choice/library-files.ts',
    may: ['web/cookie-choice/ask-for-cookies.js'],
    packages: [
      'node:fs',
      'node:module',
      'vanilla-cookieconsent/LICENSE',
      'vanilla-cookieconsent/dist/cookieconsent.css',
      'vanilla-cookieconsent/dist/cookieconsent.umd.js',
    ],
    because: 'it only reads what browsers run, and the bundler puts the texts in its place',
  },
  {
    of: 'web/ops/outlook-chart.ts',
    may: ['web/', 'shared/policy/'],
    packages: ['hono/html', '@observablehq/plot', 'linkedom'],
    because: 'it only draws what it is given',
  },
  {
    of: 'web/',
    may: [
      'web/',
      'shared/api/description.ts',
      'shared/domain/answer-times.ts',
      'shared/domain/access-package.ts',
      'shared/domain/disclosure.ts',
      'shared/domain/hold.ts',
      'shared/domain/invalid.ts',
      'shared/domain/letter.ts',
      'shared/domain/person-file.ts',
      'shared/domain/record-of-processing.ts',
      'shared/domain/request-view.ts',
      'shared/domain/staff-member.ts',
      'shared/domain/today.ts',
      'shared/policy/',
    ],
    packages: ['hono/html'],
    because: 'a page shows what it is given',
  },
  {
    of: 'infra/',
    may: ['infra/', 'shared/api/', 'shared/policy/', 'web/cookie-choice/library-files.ts'],
    packages: 'any',
    because: 'it builds and asks a deployment, and takes no part in the product',
  },
  {
    of: 'docs/',
    may: [
      'docs/',
      'infra/',
      'local/',
      'bench/number-text.ts',
      'bench/table.ts',
      'shared/adapters/service-bus.ts',
      'shared/domain/event.ts',
      'shared/policy/',
      'test/pages/browser.ts',
    ],
    packages: 'any',
    because: 'it writes pages from what the code says, and takes no part in the product',
  },
  {
    of: 'local/demo/',
    may: [
      'local/',
      'infra/cosmos.json',
      'infra/service-bus.json',
      'shared/adapters/service-bus.ts',
      'shared/domain/access-package.ts',
      'shared/domain/event.ts',
      'shared/domain/person-file.ts',
      'shared/policy/',
    ],
    packages: 'any',
    because:
      'the demonstration is a client: it knows names, events, answers and the policy, and calls no use case',
  },
  {
    of: 'local/',
    may: ['local/', 'infra/cosmos.json', 'infra/service-bus.json'],
    packages: 'any',
    because: 'the local stack knows the product by its protocols and the shared names only',
  },
];

/** A sentence for each import that crosses a border. */
export function trespasses(file: string, imports: readonly Import[]): string[] {
  const border = borders.find(({ of }) => isIn(file, of));
  if (border === undefined)
    return [`${file} lies outside every border: give its folder a line in borders.ts`];
  return imports
    .map(({ specifier }) => resolveImport(file, specifier))
    .filter((imported) => !isAllowed(border, imported))
    .map((imported) => `${file} imports ${imported}, but ${border.because}`);
}

function isAllowed({ may, packages }: Border, imported: string): boolean {
  if (folders.some((folder) => imported.startsWith(folder)))
    return may.some((place) => isIn(imported, place));
  if (packages === 'any') return true;
  return imported !== computed && packages.includes(imported);
}

/** The folders of the project; whatever else is imported is a package. */
const folders = ['functions/', 'shared/', 'web/', 'local/', 'infra/', 'docs/', 'test/', 'bench/', '../'];

function isIn(file: string, place: string): boolean {
  return place.endsWith('/') ? file.startsWith(place) : file === place;
}
