/* Draws the rows from the data in the page; runs where it is opened, from a folder too. */
{
  const data = JSON.parse(document.getElementById('data').textContent);
  const form = document.querySelector('form');
  const main = document.querySelector('main');
  const dialog = document.querySelector('dialog');
  const all = data.rows.flatMap(({ pictures }) => pictures);

  const make = (tag, properties = {}, ...children) => {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...children);
    return element;
  };

  const choices = {
    room: data.rows.map(({ room }) => room),
    size: Object.keys(data.sizes).filter((size) => all.some((picture) => picture.size === size)),
    language: all.map(({ language }) => language),
    scheme: all.map(({ scheme }) => scheme),
  };
  for (const [name, values] of Object.entries(choices)) {
    const options = [...new Set(values)].map((value) => new Option(value));
    form.elements[name].append(new Option('all', ''), ...options);
  }

  const fits = (picture, wish) =>
    ['size', 'language', 'scheme'].every((name) => ['', picture[name]].includes(wish.get(name)));

  const figure = (picture) => {
    const { width, height } = data.sizes[picture.size];
    const caption = `${picture.size} · ${picture.language} · ${picture.scheme}`;
    const alt = `${picture.state}, ${caption}`;
    const image = make('img', { src: picture.file, alt, loading: 'lazy', width, height });
    const button = make('button', { type: 'button' }, image);
    button.picture = picture;
    return make('figure', {}, button, make('figcaption', { textContent: caption }));
  };

  const draw = () => {
    const wish = new FormData(form);
    const said = wish.get('state').trim();
    let count = 0;
    const rows = data.rows.flatMap(({ room, state, pictures }) => {
      const shown = pictures.filter((picture) => fits(picture, wish));
      const isWanted = ['', room].includes(wish.get('room')) && state.includes(said);
      if (!isWanted || shown.length === 0) return [];
      count += shown.length;
      const heading = make('h2', {}, make('a', { href: `#${state}`, textContent: state }));
      const row = make('div', { className: 'row' }, ...shown.map(figure));
      return [make('section', { id: state }, heading, row)];
    });
    main.replaceChildren(...rows);
    form.querySelector('output').textContent = `${rows.length} states, ${count} pictures`;
    document.documentElement.style.setProperty('--height', `${wish.get('height')}px`);
  };

  const shown = () => [...main.querySelectorAll('button')];
  const enlarge = (button) => {
    const { state, size, language, scheme, file } = button.picture;
    dialog.querySelector('p').textContent = `${state} · ${size} · ${language} · ${scheme}`;
    dialog.querySelector('img').src = file;
    dialog.enlarged = button;
    if (!dialog.open) dialog.showModal();
  };

  /** To the neighbour in the row, or to the same place in the row above or below. */
  const neighbour = (from, key) => {
    const buttons = shown();
    if (key === 'ArrowLeft') return buttons[buttons.indexOf(from) - 1];
    if (key === 'ArrowRight') return buttons[buttons.indexOf(from) + 1];
    const section = from.closest('section');
    const place = [...section.querySelectorAll('button')].indexOf(from);
    const next = key === 'ArrowUp' ? section.previousElementSibling : section.nextElementSibling;
    const inNext = [...(next?.querySelectorAll('button') ?? [])];
    return inNext[Math.min(place, inNext.length - 1)];
  };

  document.addEventListener('keydown', (event) => {
    if (!/^Arrow(Left|Right|Up|Down)$/.test(event.key) || event.target.closest('form')) return;
    const from = dialog.open ? dialog.enlarged : document.activeElement.closest('main button');
    const to = from ? neighbour(from, event.key) : shown()[0];
    if (!to) return;
    event.preventDefault();
    if (dialog.open) enlarge(to);
    else to.focus();
    to.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  });
  main.addEventListener('click', (event) => {
    const button = event.target.closest('button');
    if (button) enlarge(button);
  });
  dialog.addEventListener('click', () => dialog.close());
  dialog.addEventListener('close', () => dialog.enlarged.focus());
  form.addEventListener('input', draw);
  form.addEventListener('submit', (event) => event.preventDefault());

  draw();
  // The rows were not there yet when the browser looked for the address's state.
  document.getElementById(decodeURIComponent(location.hash.slice(1)))?.scrollIntoView();
}
