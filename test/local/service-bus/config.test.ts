import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import infrastructure from '../../../infra/service-bus.json' with { type: 'json' };
import { parseConfig } from '../../../local/service-bus/config.ts';
import { parseDuration } from '../../../local/service-bus/iso-duration.ts';

function withNamespace(namespace: object): object {
  return { UserConfig: { Namespaces: [{ Name: 'sbemulatorns', ...namespace }], Logging: { Type: 'File' } } };
}

const queue = (Properties: object) => withNamespace({ Queues: [{ Name: 'q', Properties }] });
const rule = (Properties: object) =>
  withNamespace({
    Topics: [{ Name: 't', Subscriptions: [{ Name: 's', Rules: [{ Name: 'r', Properties }] }] }],
  });

describe('the configuration', () => {
  it('takes the product’s own', () => {
    const { Queues, Topics } = parseConfig(infrastructure);
    expect(Queues.map(({ Name }) => Name)).toEqual(['licence-events', 'mail-later']);
    expect(Topics.map(({ Name }) => Name)).toEqual(['privacy-events']);
  });

  it('fills in what Azure does when a property is left out', () => {
    expect(parseConfig(queue({})).Queues[0]?.Properties).toMatchObject({
      LockDuration: 60_000,
      MaxDeliveryCount: 10,
      DefaultMessageTimeToLive: Infinity,
      DeadLetteringOnMessageExpiration: false,
      RequiresDuplicateDetection: false,
    });
  });

  it('takes the options it does not have when they are switched off', () => {
    const off = { RequiresSession: false, ForwardTo: '', ForwardDeadLetteredMessagesTo: '' };
    expect(() => parseConfig(queue(off))).not.toThrow();
  });

  const properties = 'UserConfig.Namespaces[0].Queues[0].Properties';
  const ruleAt = 'UserConfig.Namespaces[0].Topics[0].Subscriptions[0].Rules[0].Properties';
  it.each([
    [queue({ RequiresSession: true }), `${properties}.RequiresSession: RequiresSession is not supported`],
    [queue({ ForwardTo: 'other' }), `${properties}.ForwardTo: ForwardTo is not supported`],
    [queue({ LockDuration: '1 minute' }), `${properties}.LockDuration: "1 minute" is no ISO 8601 duration`],
    [queue({ LockDuration: 'PT6M' }), 'at most 5 minutes'],
    [queue({ MaxDeliveryCount: 0 }), `${properties}.MaxDeliveryCount`],
    [queue({ MaxSizeInMegabytes: 5 }), 'MaxSizeInMegabytes'],
    [
      rule({ FilterType: 'Sql', SqlFilter: { SqlExpression: 'a + 1 = 2' } }),
      `${ruleAt}.SqlFilter.SqlExpression: not supported: arithmetic (+)`,
    ],
    [
      rule({
        FilterType: 'Sql',
        SqlFilter: { SqlExpression: '1=1' },
        Action: { SqlExpression: 'SET a = 1' },
      }),
      `${ruleAt}.Action: a rule with an Action is not supported`,
    ],
    [rule({ FilterType: 'Correlation', CorrelationFilter: { Subject: 'x' } }), 'Subject'],
    [withNamespace({ Queues: [{ Name: 'same' }], Topics: [{ Name: 'SAME' }] }), 'the name SAME stands twice'],
    [{ UserConfig: { Namespaces: [] } }, 'exactly one namespace'],
    [{}, 'UserConfig'],
  ])('names what is wrong, and where: %#', (json, complaint) => {
    expect(() => parseConfig(json)).toThrow(complaint);
  });
});

describe('an ISO 8601 duration', () => {
  it('is the sum of its parts', () => {
    const part = fc.nat({ max: 1_000 });
    fc.assert(
      fc.property(part, part, part, part, (days, hours, minutes, seconds) => {
        const sum = ((days * 24 + hours) * 60 + minutes) * 60 + seconds;
        expect(parseDuration(`P${days}DT${hours}H${minutes}M${seconds}S`)).toBe(sum * 1_000);
      }),
    );
  });

  it.each(['', 'P', 'PT', 'P1DT', '1D', 'P1Y', 'PT1', 'PT-1S'])('is not %j', (text) => {
    expect(parseDuration(text)).toBeUndefined();
  });

  it('can be Azure’s word for never', () => {
    expect(parseDuration('P10675199DT2H48M5.4775807S')).toBe(Infinity);
  });
});
