/** Puts the connection page together. */
import { mount } from 'svelte';
import { openGuestCall } from '../link/index.js';
import '../ui/base.css';
import App from './App.svelte';
import { language, own } from './texts.js';

document.documentElement.lang = language;
document.title = own.title;

mount(App, {
  target: document.body,
  props: { call: openGuestCall({ page: 'connection', service: location.origin }) },
});
