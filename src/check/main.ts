/** Puts the check page together. */
import { mount } from 'svelte';
import '../ui/base.css';
import App from './App.svelte';
import { surroundings } from './browser.js';
import { runChecks } from './run.js';
import { brand } from '../ui/brand.js';
import { copyText } from '../ui/clipboard.js';
import { keepPage } from '../ui/language.svelte.js';
import { t } from './texts.js';
import type { Report } from './types.js';

keepPage(() => `${t.heading} - ${brand.name}`);

mount(App, {
  target: document.body,
  props: {
    run: (told: (report: Report) => void) => runChecks(surroundings(), told),
    userAgent: navigator.userAgent,
    copy: (text: string) => copyText(window, text),
  },
});
