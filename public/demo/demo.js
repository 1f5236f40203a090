/**
 * The demo site's own script: dialogs, the simulation, and an application whose answers go from
 * step to step. It stands for any customer's script and knows nothing of Misete.
 */
const STORE = 'minato.application';

const stored = () => {
  try {
    return JSON.parse(sessionStorage.getItem(STORE) ?? '{}');
  } catch {
    return {};
  }
};

const keep = (answers) => {
  try {
    sessionStorage.setItem(STORE, JSON.stringify({ ...stored(), ...answers }));
  } catch {
    // Storage is refused: the confirmation page then shows 「未入力」.
  }
};

for (const opener of document.querySelectorAll('[data-opens]')) {
  opener.addEventListener('click', () => document.getElementById(opener.dataset.opens).showModal());
}

for (const closer of document.querySelectorAll('dialog [data-closes]')) {
  closer.addEventListener('click', () => closer.closest('dialog').close());
}

// ---- application ----------------------------------------------------------------------------

/** What must never be kept, as on any site: secrets stay in the form. */
const isSecret = (field) => /cc-|password|one-time-code/.test(field.autocomplete);

const application = document.querySelector('form[data-next]');
if (application !== null) {
  const answers = stored();
  for (const field of application.elements) {
    const answer = answers[field.name];
    if (answer === undefined || isSecret(field)) continue;
    if (field.type === 'radio' || field.type === 'checkbox') field.checked = field.value === answer;
    else field.value = answer;
  }
  application.addEventListener('submit', (event) => {
    event.preventDefault();
    const secrets = new Set([...application.elements].filter(isSecret).map((field) => field.name));
    keep(Object.fromEntries([...new FormData(application)].filter(([name]) => !secrets.has(name))));
    location.assign(application.dataset.next);
  });
}

const summary = stored();
for (const place of document.querySelectorAll('[data-answer]')) {
  place.textContent = summary[place.dataset.answer] || '未入力';
}

// ---- simulation -------------------------------------------------------------------------------

const simulation = document.getElementById('simulation');
if (simulation !== null) {
  const show = () => {
    const daily = Number(simulation.elements.daily.value);
    const born = new Date(simulation.elements.birthday.value);
    const age = Math.min(Math.max(2026 - born.getFullYear(), 20), 75);
    const riders = simulation.querySelectorAll('[name="rider"]:checked').length;
    const women = simulation.elements.sex.value === '女性' ? 0.95 : 1;
    const premium = Math.round(((daily * (0.11 + age * 0.0052) + riders * 380) * women) / 10) * 10;
    document.getElementById('daily-shown').textContent = `${daily.toLocaleString('ja-JP')}円`;
    document.getElementById('premium').textContent = premium.toLocaleString('ja-JP');
  };
  simulation.addEventListener('input', show);
  show();
}
