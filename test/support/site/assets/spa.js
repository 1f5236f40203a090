/** Navigates without a load, as some frameworks do: a new body in the place of the old one. */
const views = {
  '/spa.html': {
    title: 'スパ 一覧 - みさきや',
    heading: '一覧',
    to: '/spa/detail',
    link: '詳細へ',
  },
  '/spa/detail': {
    title: 'スパ 詳細 - みさきや',
    heading: '詳細',
    to: '/spa.html',
    link: '一覧へ',
  },
};

const show = () => {
  const view = views[location.pathname];
  const body = document.createElement('body');
  const main = document.createElement('main');
  const heading = document.createElement('h1');
  heading.textContent = view.heading;
  const link = document.createElement('a');
  link.href = view.to;
  link.textContent = view.link;
  main.append(heading, link);
  body.append(main);
  document.title = view.title;
  document.body = body;
};

document.addEventListener('click', (event) => {
  const link = event.target instanceof Element ? event.target.closest('a[href^="/spa"]') : null;
  if (link === null) return;
  event.preventDefault();
  history.pushState(null, '', link.getAttribute('href'));
  show();
});
addEventListener('popstate', show);
if (location.pathname !== '/spa.html') show();
