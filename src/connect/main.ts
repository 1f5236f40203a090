/** Puts the connection page together. */
import { mount } from 'svelte';
import { hindranceHere } from '../browser/index.js';
import { guarded, openGuestCall } from '../link/index.js';
import '../ui/base.css';
import App from './App.svelte';
import { brand } from '../ui/brand.js';
import { keepPage } from '../ui/language.svelte.js';
import { own } from './texts.js';

keepPage(() => own.title(brand.name));

const hindrance = hindranceHere();
const able = hindrance === undefined || hindrance === 'offline';
const call = guarded(
  able ? openGuestCall({ page: 'connection', service: location.origin }) : undefined,
  hindranceHere,
);
mount(App, { target: document.body, props: { call } });
