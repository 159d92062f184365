import { assert, pre, property, string } from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { OffsetClock } from '../../local/clock.ts';
import { Deadlines } from '../../local/functions-host/deadlines.ts';
import { parseHostJson } from '../../local/functions-host/host-json.ts';
import {
  compareRoutes,
  compileRoute,
  matchRoute,
  pathSegments,
} from '../../local/functions-host/http/route.ts';
import { filterLog, type LogLine } from '../../local/functions-host/log.ts';
import { retryDelay } from '../../local/functions-host/retry.ts';
import { installShiftedDate } from '../../local/functions-host/shifted-date.ts';
import { traceContextOf } from '../../local/functions-host/trace-context.ts';
import { renewalDelay } from '../../local/functions-host/triggers/message-lock.ts';
import { parseSchedule } from '../../local/functions-host/triggers/schedule.ts';

describe('a schedule', () => {
  it.each([
    ['0 */5 * * * *', '2031-01-01T00:04:59Z', '2031-01-01T00:05:00Z'],
    ['*/5 * * * *', '2031-01-01T00:04:59Z', '2031-01-01T00:05:00Z'],
    ['5/15 * * * * *', '2031-01-01T00:00:05Z', '2031-01-01T00:00:20Z'],
    ['0 30 9 * Jan Mon', '2031-01-01T00:00:00Z', '2031-01-06T09:30:00Z'],
    ['0 0 1-5,7 * * MON-FRI', '2031-01-03T05:00:00Z', '2031-01-03T07:00:00Z'],
    // Day and weekday must both hold: the first Friday the 13th of 2031.
    ['0 0 0 13 * 5', '2031-01-01T00:00:00Z', '2031-06-13T00:00:00Z'],
  ])('%s after %s is due at %s', (expression, after, due) => {
    expect(parseSchedule(expression).next(Date.parse(after))).toBe(Date.parse(due));
  });

  it('follows the time zone that is asked for', () => {
    const due = parseSchedule('0 0 3 * * *', 'Europe/Oslo').next(Date.parse('2031-07-01T00:00:00Z'));
    expect(due).toBe(Date.parse('2031-07-01T01:00:00Z'));
  });

  it.each(['0 0 0 L * *', '0 0 0 ? * *', '0 0 0 * * 1#2', '@daily', '00:05:00', '* * *', '0 0 0 1 1 * 2031'])(
    'refuses %s',
    (expression) => {
      expect(() => parseSchedule(expression)).toThrow(/is not an NCRONTAB expression/);
    },
  );

  it('is kept over a stop when runs are a minute or more apart', () => {
    expect(parseSchedule('0 * * * * *').isMonitored).toBe(true);
    expect(parseSchedule('*/30 * * * * *').isMonitored).toBe(false);
  });
});

const match = (template: string, path: string) => matchRoute(compileRoute(template), pathSegments(path));

describe('a route', () => {
  it.each([
    ['a/{id}', '/a/1', { id: '1' }],
    ['a/{id}', '/A/1/', { id: '1' }],
    ['a/{id}', '/a', undefined],
    ['a/{id}', '/a/1/2', undefined],
    ['a/{id?}', '/a', {}],
    ['a/{id=7}', '/a', { id: '7' }],
    ['a/{*rest}', '/a', { rest: '' }],
    ['a/{*rest}', '/a/b/c', { rest: 'b/c' }],
    ['a/{id:int:min(5)}', '/a/4', undefined],
    ['a/{id:int:min(5)}', '/a/5', { id: '5' }],
    ['a/{name:alpha:length(2,3)}', '/a/abcd', undefined],
    ['a/{name}', '/a/x%2Fy', { name: 'x%2Fy' }],
    ['', '/', {}],
  ])('%s takes %s as %o', (template, path, parameters) => {
    expect(match(template, path)).toEqual(parameters);
  });

  it.each(['a/{id}.json', 'a/{id:regex(^x$)}', 'a/{id:colour}', '{*rest}/a', '{id'])(
    'refuses %s',
    (template) => {
      expect(() => compileRoute(template)).toThrow(/not supported|only the last segment/);
    },
  );

  it('is tried before those that are less exact', () => {
    const templates = ['{*rest}', 'a/{b}', 'a/{b:int}', 'a/b', '{a}/b'];
    const sorted = templates.map(compileRoute).sort(compareRoutes);
    expect(sorted.map(({ template }) => template)).toEqual(['a/b', 'a/{b:int}', 'a/{b}', '{a}/b', '{*rest}']);
  });

  it('gives back any text that a path can hold', () => {
    assert(
      property(string({ unit: 'grapheme', minLength: 1 }), (text) => {
        pre(!text.includes('/'));
        expect(match('a/{text}', `/a/${encodeURIComponent(text)}`)).toEqual({ text });
      }),
    );
  });
});

describe('a retry policy', () => {
  it('waits the fixed interval', () => {
    expect(retryDelay({ retryStrategy: 'fixedDelay', delayInterval: { seconds: 3 } }, 5, 0.5)).toBe(3_000);
  });

  it('doubles the interval up to the largest, a little less by chance', () => {
    const policy = {
      retryStrategy: 'exponentialBackoff',
      minimumInterval: { seconds: 1 },
      maximumInterval: { seconds: 10 },
    } as const;
    expect([1, 2, 3, 4, 5].map((count) => retryDelay(policy, count, 0))).toEqual([1e3, 2e3, 4e3, 8e3, 10e3]);
    expect(retryDelay(policy, 1, 1)).toBe(800);
  });
});

describe('the shifted date', () => {
  const clock = new OffsetClock();
  let restore: (() => void) | undefined;
  afterEach(() => restore?.());

  it('moves the present, and leaves given instants and instances alone', () => {
    const before = new Date();
    restore = installShiftedDate(clock);
    clock.setOffset(1e11);
    expect(new Date().getTime() - before.getTime()).toBeGreaterThanOrEqual(1e11);
    expect(Math.abs(Date.now() - clock.now())).toBeLessThan(1_000);
    expect(Date().slice(0, 15)).toBe(new Date().toString().slice(0, 15));
    expect(new Date('2020-01-01').toISOString()).toBe('2020-01-01T00:00:00.000Z');
    expect(Date.UTC(2020, 0, 1)).toBe(Date.parse('2020-01-01'));
    expect(before).toBeInstanceOf(Date);
    expect(structuredClone(new Date(5))).toBeInstanceOf(Date);
    expect(new Date().constructor).toBe(Date);
  });

  it('can be extended', () => {
    restore = installShiftedDate(clock);
    class Stamp extends Date {
      year(): number {
        return this.getUTCFullYear();
      }
    }
    expect(new Stamp(0).year()).toBe(1970);
    expect(new Stamp()).toBeInstanceOf(Date);
  });

  it('is taken back whole', () => {
    const { now } = Date;
    installShiftedDate(clock)();
    expect(Date.now).toBe(now);
  });
});

describe('a deadline', () => {
  const late = () => new Error('too late');
  const forever = new Promise<never>(() => {});

  it('rejects what takes too long, in the order in which it came', async () => {
    const deadlines = new Deadlines(20);
    const ends: string[] = [];
    const note = (name: string) => (error: unknown) => {
      ends.push(`${name}: ${String(error)}`);
    };
    await Promise.all([
      deadlines.keep(forever, late).catch(note('first')),
      deadlines.keep(forever, late).catch(note('second')),
    ]);
    expect(ends).toEqual(['first: Error: too late', 'second: Error: too late']);
    await expect(deadlines.keep(forever, late)).rejects.toThrow('too late');
  });

  it('leaves alone what ends in time', async () => {
    const deadlines = new Deadlines(60_000);
    expect(await deadlines.keep(Promise.resolve('quick'), late)).toBe('quick');
    await expect(deadlines.keep(Promise.reject(new Error('own fault')), late)).rejects.toThrow('own fault');
  });
});

describe('host.json', () => {
  it('has the defaults of Azure', () => {
    const { host } = parseHostJson('{"version": "2.0"}', {});
    expect(host.extensions.http.routePrefix).toBe('api');
    expect(host.functionTimeout).toBe(30 * 60_000);
    expect(host.extensions.serviceBus).toMatchObject({ maxConcurrentCalls: 16, autoCompleteMessages: true });
  });

  it('is overridden by settings, and names what nobody acts on', () => {
    const { host, ignored } = parseHostJson('{"version": "2.0", "singleton": {"lockPeriod": "00:00:15"}}', {
      AzureFunctionsJobHost__functionTimeout: '-1',
      AzureFunctionsJobHost__extensions__serviceBus__maxConcurrentCalls: '3',
      AzureFunctionsJobHost__extensions__serviceBus__prefetchCount: '9',
    });
    expect(host.functionTimeout).toBe(Number.POSITIVE_INFINITY);
    expect(host.extensions.serviceBus.maxConcurrentCalls).toBe(3);
    expect(ignored).toEqual(['singleton', 'extensions.serviceBus.prefetchCount']);
  });
});

it("lets through the log lines that host.json's longest matching category asks for", () => {
  const written: LogLine[] = [];
  const log = filterLog(
    { write: (line) => written.push(line), flush: () => {} },
    { default: 'warning', Function: 'information', 'Function.noisy': 'error' },
  );
  for (const category of ['Host', 'Function.noisy', 'Function.noisy.User', 'Function.noisyish']) {
    log.write({ level: 'information', category, message: '' });
  }
  expect(written.map(({ category }) => category)).toEqual(['Function.noisyish']);
});

it('renews a lock when half of it is over, and soon when its end says nothing', () => {
  expect(renewalDelay(new Date(60_000), 0)).toBe(30_000);
  expect(renewalDelay(new Date(0), 60_000)).toBe(2_500);
  expect(renewalDelay(undefined, 0)).toBe(2_500);
});

describe('the trace of an invocation', () => {
  const caller = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-00';

  it('is the caller’s, as a span of its own', () => {
    const { traceParent, traceState } = traceContextOf({ traceParent: caller, traceState: 'vendor=1' });
    expect(traceParent).toMatch(/^00-4bf92f3577b34da6a3ce929d0e0e4736-(?!00f067aa0ba902b7)[\da-f]{16}-00$/);
    expect(traceState).toBe('vendor=1');
  });

  it.each([undefined, { traceParent: 'not a traceparent' }])(
    'is new where the caller has none: %j',
    (given) => {
      const traces = [traceContextOf(given).traceParent, traceContextOf(given).traceParent];
      for (const each of traces) expect(each).toMatch(/^00-[\da-f]{32}-[\da-f]{16}-00$/);
      expect(new Set(traces).size).toBe(2);
    },
  );
});
