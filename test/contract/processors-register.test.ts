import { expect, test } from 'vitest';
import { readLocalSettings } from '../../local/local-settings.ts';
import { systemClock } from '../../shared/adapters/clock.ts';
import { createConnector, createConnectors } from '../../shared/adapters/processors/connectors.ts';
import { readSettings } from '../../shared/adapters/settings.ts';
import { processors } from '../../shared/policy/processors.ts';
import { aboutKari } from './processor-target.ts';

test('every processor of the register has a connector', () => {
  expect(Object.keys(createConnectors(contextOf())).sort()).toEqual(Object.keys(processors).sort());
});

test('a connector whose settings are missing says which', () => {
  expect(() => createConnector('opendsr', contextOf())).toThrow('OPENDSR_URL');
});

test('the settings of OpenDSR are there whole or not at all', () => {
  const given = { OPENDSR_URL: 'https://opendsr.processor.example/v2', OPENDSR_DOMAIN: 'processor.example' };
  expect(contextOf(given).settings.opendsr).toEqual({
    url: 'https://opendsr.processor.example/v2',
    domain: 'processor.example',
  });
  expect(() => contextOf({ OPENDSR_TOKEN: 'secret' })).toThrow('OPENDSR_URL');
});

test('telemetry cannot be searched without a token', async () => {
  const context = contextOf({ LOG_ANALYTICS_TOKEN: '' });
  const logsToken = () => Promise.reject(new Error('no identity'));
  const connector = createConnector('azure-monitor', { ...context, logsToken });
  expect(await connector.erase(aboutKari())).toEqual({ answer: 'unreachable', because: 'not-authorized' });
});

test('a processor without an interface is a task for staff, whatever it is asked', async () => {
  const connector = createConnector('manual', contextOf());
  const byHand = { answer: 'manual', because: 'by-hand' };
  expect(await connector.erase(aboutKari())).toEqual(byHand);
  expect(await connector.rectify(aboutKari())).toEqual(byHand);
  expect(await connector.withdraw(aboutKari())).toEqual(byHand);
  expect(await connector.verify(['1'])).toBe('cannot-tell');
});

function contextOf(given: Readonly<Record<string, string>> = {}) {
  const settings = readSettings({ ...readLocalSettings(), ...given });
  return { settings, clock: systemClock, logsToken: async () => 'secret' };
}
