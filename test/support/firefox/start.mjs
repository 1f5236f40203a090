#!/usr/bin/env node
/**
 * Firefox as playwright-core starts it, with its WebDriver BiDi through here: for every page
 * playwright sends `emulation.setMediaFeaturesOverride`, which an ESR does not know yet and refuses,
 * and then there is no page at all. It is answered here; everything else passes as it is.
 */
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { WebSocket, WebSocketServer } from 'ws';

const FIREFOX = process.env['FIREFOX'] ?? '';
const SPOKEN = /^WebDriver BiDi listening on (ws:\S+)$/;

const firefox = spawn(FIREFOX, process.argv.slice(2), { stdio: ['ignore', 'inherit', 'pipe'] });
firefox.on('exit', (code) => process.exit(code ?? 1));

/** @param {string} text */
const isUnknown = (text) => text.includes('"method":"emulation.setMediaFeaturesOverride"');

/** @param {string} address where Firefox listens @param {(port: number) => void} listening */
const standBetween = (address, listening) => {
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0 }, () => {
    listening(/** @type {import('node:net').AddressInfo} */ (server.address()).port);
  });
  server.on('connection', (client, { url }) => {
    const browser = new WebSocket(address + url, { maxPayload: 2 ** 30 });
    /** @type {string[]} */
    const early = [];
    browser.on('open', () => {
      for (const text of early.splice(0)) browser.send(text);
    });
    browser.on('message', (data) => client.send(String(data)));
    client.on('message', (data) => {
      const text = String(data);
      if (isUnknown(text)) {
        const { id } = JSON.parse(text);
        client.send(JSON.stringify({ type: 'success', id, result: {} }));
      } else if (browser.readyState === WebSocket.OPEN) browser.send(text);
      else early.push(text);
    });
    browser.on('close', () => client.close());
    client.on('close', () => browser.close());
    browser.on('error', () => client.terminate());
    client.on('error', () => browser.terminate());
  });
};

createInterface({ input: firefox.stderr }).on('line', (line) => {
  const address = SPOKEN.exec(line)?.[1];
  if (address === undefined) process.stderr.write(`${line}\n`);
  else
    standBetween(address, (port) => {
      process.stderr.write(`WebDriver BiDi listening on ws://127.0.0.1:${port}\n`);
    });
});
