/** Puts the connection page together. */
import { mount } from 'svelte';
import { openGuestCall } from '../link/index.js';
import '../ui/base.css';
import App from './App.svelte';
import { brand } from '../ui/brand.js';
import { keepPage } from '../ui/language.svelte.js';
import { own } from './texts.js';

keepPage(() => own.title(brand.name));

mount(App, {
  target: document.body,
  props: { call: openGuestCall({ page: 'connection', service: location.origin }) },
});
