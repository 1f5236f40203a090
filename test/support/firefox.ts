/** Debian's Firefox, driven by playwright as Chromium is: what people do in it reads the same. */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Browser, firefox } from 'playwright-core';

const PROGRAM = process.env['FIREFOX'] ?? '/usr/bin/firefox-esr';

export const firefoxIsThere = (): boolean => existsSync(PROGRAM);

const PREFS = {
  // A machine without a network but itself has no other address for the peers to meet at.
  'media.peerconnection.ice.loopback': true,
  // As in browsers.ts, test machines have no multicast DNS for the peers to find each other by.
  'media.peerconnection.ice.obfuscate_host_addresses': false,
  // A phone's scrollbars lie over the page.
  'ui.useOverlayScrollbars': 1,
  'widget.gtk.overlay-scrollbars.enabled': true,
  // What pages, and Firefox itself, want from elsewhere fails at once.
  'network.proxy.type': 1,
  'network.proxy.http': '127.0.0.1',
  'network.proxy.http_port': 9,
  'network.proxy.ssl': '127.0.0.1',
  'network.proxy.ssl_port': 9,
};

export const launchFirefox = (): Promise<Browser> =>
  firefox.launch({
    // Mozilla's own; playwright's otherwise means the Firefox that it brings along.
    channel: 'moz-firefox',
    executablePath: fileURLToPath(new URL('./firefox/start.mjs', import.meta.url)),
    env: { ...process.env, FIREFOX: PROGRAM },
    firefoxUserPrefs: PREFS,
  });
