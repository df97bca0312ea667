// Filters, keyboard shortcuts and themes of the page. Everything can be read without this script.
(() => {
  'use strict';

  const root = document.documentElement;
  const form = document.querySelector('form.filters');
  const help = document.querySelector('[data-help]');
  const result = document.querySelector('[data-result]');
  const items = [...document.querySelectorAll('[data-item]')].map((element) => ({
    element,
    app: names(element.dataset.app),
    environment: names(element.dataset.environment),
    severity: names(element.dataset.severity),
    change: names(element.dataset.change),
    text: '',
  }));
  const FACETS = ['app', 'environment', 'severity', 'change'];

  for (const element of document.querySelectorAll('[data-script]')) element.hidden = false;

  function names(text) {
    return text === undefined || text === '' ? [] : text.split('\n');
  }

  // An item without a severity never matches a severity filter. An item without an environment matches every environment.
  function matches(item, wanted) {
    for (const facet of FACETS) {
      const value = wanted[facet];
      if (!value || (facet === 'environment' && item.environment.length === 0)) continue;
      if (!item[facet].includes(value)) return false;
    }
    if (!wanted.q) return true;
    item.text ||= `${item.element.textContent} ${item.app.join(' ')} ${item.environment.join(' ')}`.toLowerCase();
    return wanted.q
      .toLowerCase()
      .split(/\s+/)
      .every((word) => item.text.includes(word));
  }

  function wantedNow() {
    return Object.fromEntries([...new FormData(form)].filter(([, value]) => value !== ''));
  }

  function apply() {
    const wanted = wantedNow();
    let shown = 0;
    for (const item of items) {
      const isShown = matches(item, wanted);
      item.element.hidden = !isShown;
      if (isShown) shown += 1;
    }
    for (const section of document.querySelectorAll('[data-section]')) {
      const own = [...section.querySelectorAll('[data-item]')];
      const none = own.length > 0 && own.every((element) => element.hidden);
      section.querySelector('.no-match').hidden = !none;
      section.classList.toggle('is-empty', none);
    }
    const isFiltered = Object.keys(wanted).length > 0;
    // Items that match a filter are unfolded.
    for (const more of document.querySelectorAll('details.more')) {
      const found = more.querySelector('[data-item]:not([hidden])') !== null;
      more.hidden = !found;
      if (isFiltered && found) more.open = true;
    }
    result.textContent = isFiltered
      ? `${shown.toLocaleString('en-US')} of ${items.length.toLocaleString('en-US')} items`
      : '';
    return wanted;
  }

  // The filter is part of the URL, so that it can be shared.
  function remember(wanted) {
    const hash = new URLSearchParams(wanted).toString();
    if (hash !== location.hash.slice(1))
      history.replaceState(null, '', hash === '' ? location.pathname + location.search : `#${hash}`);
  }

  function recall() {
    const hash = location.hash.slice(1);
    if (hash !== '' && !hash.includes('=')) return;
    const wanted = new URLSearchParams(hash);
    for (const field of form.elements) if (field.name) field.value = wanted.get(field.name) ?? '';
    apply();
  }

  if (form) {
    form.addEventListener('input', () => remember(apply()));
    form.addEventListener('submit', (event) => event.preventDefault());
    form.addEventListener('reset', () => setTimeout(() => remember(apply())));
    window.addEventListener('hashchange', recall);
    recall();
  }

  // A link to a section is not a filter: it leaves the query of the URL alone.
  for (const link of document.querySelectorAll('nav a, a.skip'))
    link.addEventListener('click', (event) => {
      const target = document.querySelector(link.getAttribute('href'));
      if (target === null) return;
      event.preventDefault();
      target.scrollIntoView();
      (target.querySelector('h2') ?? target).focus({ preventScroll: true });
    });

  const isDark = () =>
    getComputedStyle(root).colorScheme.includes('dark') && root.dataset.theme !== 'light'
      ? root.dataset.theme === 'dark' || matchMedia('(prefers-color-scheme: dark)').matches
      : false;
  const themeButton = document.querySelector('[data-theme-button]');

  function nameTheme() {
    themeButton.textContent = isDark() ? 'Light' : 'Dark';
  }

  function toggleTheme() {
    root.dataset.theme = isDark() ? 'light' : 'dark';
    nameTheme();
  }

  themeButton.addEventListener('click', toggleTheme);
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', nameTheme);
  nameTheme();
  document.querySelector('[data-help-button]').addEventListener('click', () => help.showModal());

  const focusOf = (element) => (element.matches('details') ? element.querySelector('summary') : element);

  function move(step) {
    const shown = items.map(({ element }) => element).filter((element) => element.checkVisibility());
    const here = shown.findIndex((element) => element.contains(document.activeElement));
    const next = here === -1 ? shown[step > 0 ? 0 : shown.length - 1] : shown[here + step];
    if (next === undefined) return;
    focusOf(next).focus({ preventScroll: true });
    next.scrollIntoView({ block: next.offsetHeight > innerHeight ? 'start' : 'center' });
  }

  function toggleAll() {
    const folds = [...document.querySelectorAll('details.fold')].filter((fold) => !fold.hidden);
    const open = folds.some((fold) => !fold.open);
    for (const fold of folds) fold.open = open;
  }

  function escape() {
    if (form === null) return;
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    form.reset();
  }

  const KEYS = {
    '/': () => form?.elements.q.focus(),
    j: () => move(1),
    k: () => move(-1),
    e: toggleAll,
    t: toggleTheme,
    '?': () => help.showModal(),
    Escape: escape,
  };

  document.addEventListener('keydown', (event) => {
    const { target, key } = event;
    if (help.open || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const isTyping = target instanceof HTMLInputElement || target instanceof HTMLSelectElement;
    if ((isTyping && key !== 'Escape') || !Object.hasOwn(KEYS, key)) return;
    event.preventDefault();
    KEYS[key]();
  });
})();
