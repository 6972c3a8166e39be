// The page of a gene. Its whole state is its address: ?gene=BRCA2&impact=HIGH&after=…, so every view can be shared.
const FILTERS = ['impact', 'maxFrequency', 'significance', 'limit'];
const ROWS = 20;
const EXAMPLES = ['BRCA2', 'TP53', 'KL', 'APOE'];

const $ = (id) => document.getElementById(id);
let current = 0; // the view that was asked for last: answers to earlier ones are dropped

/** Makes an element. Text from the server is only ever set as text. */
function element(name, text, attributes = {}) {
  const made = document.createElement(name);
  made.textContent = text ?? '';
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}

function link(changes, text, attributes = {}) {
  const to = new URLSearchParams(location.search);
  for (const [key, value] of Object.entries(changes)) value ? to.set(key, value) : to.delete(key);
  return element('a', text, { href: `?${to}`, ...attributes });
}

const geneLink = (gene) => element('a', gene, { href: `?${new URLSearchParams({ gene })}` });

async function ask(path, parameters = {}) {
  const query = new URLSearchParams(Object.entries(parameters).filter(([, value]) => value));
  const response = await fetch(`api/${path}${query.size ? `?${query}` : ''}`);
  const body = await response.json();
  if (!response.ok) throw Object.assign(new Error(body.detail ?? response.statusText), { problem: body });
  return body;
}

function say(text, problem) {
  const status = $('status');
  status.className = problem ? 'error' : '';
  status.replaceChildren(text);
  for (const name of problem?.suggestions ?? []) status.append(' ', geneLink(name));
}

async function show({ focus = true } = {}) {
  const mine = ++current;
  const state = new URLSearchParams(location.search);
  const name = state.get('gene');
  $('query').value = name ?? '';
  for (const filter of FILTERS) $('filters').elements[filter].value = state.get(filter) ?? '';
  $('welcome').hidden = Boolean(name);
  if (!name) {
    $('gene').hidden = true;
    document.title = 'Genes';
    say('');
    return;
  }
  say(`Loading ${name} …`);
  $('main').classList.add('loading');
  try {
    const path = `genes/${encodeURIComponent(name)}`;
    const [genes] = await Promise.all([ask(path)]);
    if (mine !== current) return;
    facts(genes, name);
    const parts = await Promise.allSettled([
      variants(mine, name, state),
      rows(mine, `${path}/expression`, 'expression', expression),
      rows(mine, `${path}/similar`, 'similar', similar),
    ]);
    if (mine !== current) return;
    const failed = parts.find((part) => part.status === 'rejected');
    if (failed) throw failed.reason;
    if (focus) $('name').focus();
  } catch (error) {
    if (mine !== current) return;
    if (error.problem?.kind === 'gene') $('gene').hidden = true;
    say(error.message, error.problem ?? {});
  } finally {
    if (mine === current) $('main').classList.remove('loading');
  }
}

function facts(genes, asked) {
  const gene = genes[0];
  const symbol = gene.gene_name ?? gene.gene_id;
  document.title = `${symbol} · Genes`;
  $('name').textContent = symbol;
  const place = `${gene.chromosome}:${gene.start_pos.toLocaleString('en')}–${gene.end_pos.toLocaleString('en')}`;
  const list = [
    ['Id', gene.gene_id],
    ['Place', `${place} (${gene.strand})`],
    ['Biotype', gene.biotype?.replaceAll('_', ' ')],
    ['Dataset', gene.dataset],
    ['Loci', genes.length > 1 ? String(genes.length) : undefined],
    ['Asked for', asked === symbol ? undefined : asked],
  ];
  $('facts').replaceChildren(...list.filter(([, value]) => value).map(([term, value]) => {
    const pair = element('div');
    pair.append(element('dt', term), element('dd', value));
    return pair;
  }));
  const width = [400, 640, 960, 1280].find((each) => each >= Math.min($('main').clientWidth, 1280)) ?? 1280;
  const track = `api/genes/${encodeURIComponent(gene.gene_id)}/track.svg?width=${width}`;
  $('track').alt = `The transcripts of ${symbol} at ${place}, with stored variants above them`;
  if ($('track').getAttribute('src') !== track) $('track').src = track;
  $('gene').hidden = false;
}

async function variants(mine, gene, state) {
  const wanted = { gene, after: state.get('after') };
  for (const filter of FILTERS) wanted[filter] = state.get(filter);
  wanted.limit ??= String(ROWS);
  const page = await ask('variants', wanted);
  if (mine !== current) return;
  $('variants').tBodies[0].replaceChildren(...page.rows.map((variant) => {
    const row = element('tr');
    row.append(
      element('th', variant.rs ? `${variant.variant} (${variant.rs})` : variant.variant, { scope: 'row', title: variant.variant }),
      element('td', variant.consequence?.replaceAll('_', ' ')),
      element('td', variant.impact?.toLowerCase()),
      element('td', variant.allele_frequency?.toPrecision(2), { class: 'number' }),
      element('td', variant.clinical_significances.join(', ').toLowerCase().replaceAll('_', ' ')),
      element('td', variant.dataset),
    );
    return row;
  }));
  const after = page.next && new URLSearchParams(page.next.split('?')[1]).get('after');
  page.next ? $('next').replaceWith(link({ after }, 'Next page', { id: 'next', rel: 'next' })) : $('next').removeAttribute('href');
  $('next').hidden = !page.next;
  state.get('after') && $('first').replaceWith(link({ after: '' }, 'First page', { id: 'first', rel: 'first' }));
  $('first').hidden = !state.get('after');
  const count = page.rows.length;
  say(`${count === 0 ? 'No variants match' : `${count} variant${count === 1 ? '' : 's'}`}${page.next ? ', more follow' : ''}.`);
}

/** Loads a part that a database need not have: a problem is shown in its place. */
async function rows(mine, path, id, fill) {
  let found = [];
  let note = 'None is stored for this gene.';
  try {
    found = await ask(path);
  } catch (error) {
    if (!error.problem || error.problem.status >= 500) throw error;
    note = error.message;
  }
  if (mine !== current) return;
  $(id).hidden = found.length === 0;
  $(`no-${id}`).hidden = found.length > 0;
  $(`no-${id}`).textContent = note;
  fill(found);
}

function expression(found) {
  const most = Math.max(...found.map((each) => each.median), Number.MIN_VALUE);
  $('expression').tBodies[0].replaceChildren(...found.map((each) => {
    const row = element('tr');
    const cell = element('td', '', { 'aria-hidden': 'true' });
    const bar = element('div', '', { class: 'bar' });
    bar.style.width = `${(100 * each.median) / most}%`;
    cell.append(bar);
    row.append(
      element('th', each.tissue.replaceAll('_', ' '), { scope: 'row' }),
      element('td', `${each.median.toPrecision(3)} ${each.unit}`, { class: 'number' }),
      cell,
    );
    return row;
  }));
}

function similar(found) {
  $('similar').replaceChildren(...found.map((each) => {
    const item = element('li');
    item.append(geneLink(each.gene_name), ' ', element('span', `distance ${each.distance.toFixed(3)}`));
    return item;
  }));
}

function go(url) {
  if (url !== location.search) history.pushState(null, '', url);
  show();
}

$('search').addEventListener('submit', (event) => {
  event.preventDefault();
  const gene = $('query').value.trim();
  if (gene) go(`?${new URLSearchParams({ gene })}`);
});

$('filters').addEventListener('change', () => {
  const state = new URLSearchParams(location.search);
  state.delete('after');
  for (const filter of FILTERS) {
    const value = $('filters').elements[filter].value;
    value ? state.set(filter, value) : state.delete(filter);
  }
  history.pushState(null, '', `?${state}`);
  show({ focus: false });
});

// Links within the page change its state; with a modifier key they open a tab, as links do.
document.addEventListener('click', (event) => {
  const anchor = event.target.closest('a[href^="?"]');
  if (!anchor || event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
  event.preventDefault();
  go(anchor.getAttribute('href'));
});

window.addEventListener('popstate', () => show());

$('examples').append('For example: ', ...EXAMPLES.flatMap((gene, i) => (i ? [', ', geneLink(gene)] : [geneLink(gene)])));
ask('datasets')
  .then((list) => { $('datasets').textContent = list.map((each) => `${each.name} (${each.kind})`).join(', '); })
  .catch(() => { $('datasets').textContent = 'not available'; });
show({ focus: false });
