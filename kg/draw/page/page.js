// Shows the picture: search, filter, selection, and the passages behind a node or a line. Text enters the page as text only.
"use strict";
(() => {
  const byId = (id) => document.getElementById(id);
  const read = (id) => JSON.parse(byId(id).textContent);
  const drawn = { nodes: read("nodes"), edges: read("edges") };
  const { entities, claims, articles, leading, kinds, order } = read("told");
  const quiet = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const folded = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

  // -- claims by node and by drawn line
  const claimsOf = entities.map(() => []);
  claims.forEach((claim, index) => {
    claimsOf[claim.source].push(index);
    if (claim.target !== null && claim.target !== claim.source) claimsOf[claim.target].push(index);
  });
  const lines = new Map(drawn.edges.map((edge) => [edge.id, edge]));
  const neighbours = entities.map(() => new Set());
  for (const edge of drawn.edges) {
    neighbours[edge.from].add(edge.to);
    neighbours[edge.to].add(edge.from);
  }

  // -- state and filter
  const state = { types: new Set(entities.map(({ type }) => type)), kinds: new Set(order), sure: new Set(["yes", "no"]), from: "", to: "", node: null, line: null, alone: false };
  const nodeShown = (node) => {
    const near = !state.alone || state.node === null || node.id === state.node || neighbours[state.node].has(node.id);
    return near && state.types.has(entities[node.id].type);
  };
  const reported = ({ passages }) => (!state.from && !state.to) || passages.some(([article]) => {
    const date = articles[article].published;
    return date && date >= state.from && (!state.to || date <= state.to);
  });
  const claimShown = (claim) => state.kinds.has(claim.kind) && state.sure.has(claim.modality === "asserted" ? "yes" : "no") && reported(claim);
  const edgeShown = (edge) => edge.claims.some((number) => claimShown(claims[number]));

  const allNodes = new vis.DataSet(drawn.nodes);
  const allEdges = new vis.DataSet(drawn.edges);
  const nodes = new vis.DataView(allNodes, { filter: nodeShown });
  const edges = new vis.DataView(allEdges, { filter: edgeShown });
  const network = new vis.Network(byId("canvas"), { nodes, edges }, read("options"));

  const refresh = () => { nodes.refresh(); edges.refresh(); };

  // -- emphasis: what is not beside the selection steps back; nodes, lines and the names with room are legible at any zoom
  const NODE_FONT = 13;
  const EDGE_FONT = 11;
  const FEW_LINES = 12;
  const CANDIDATES = 400;
  const LEADING = 60;
  const ranked = entities.map((_, id) => id).sort((a, b) => entities[b].told - entities[a].told || a - b);
  const onScreen = (pixels) => pixels / network.getScale();
  const legible = (size) => Math.max(size, onScreen(size));
  const radius = (size) => Math.max(size, onScreen(2.4 + size / 7));
  const width = (size) => Math.max(size, onScreen(0.6 + size / 3));
  // of these nodes, the best-told ones whose labels have room for this size, beside each other's labels and shapes
  const spaced = (ids, size) => {
    const taken = [];
    const fits = (id) => {
      const rows = drawn.nodes[id].label.split("\n");
      const { x, y } = network.getPosition(id);
      const high = 1.25 * size * rows.length;
      const box = { x, y: y + radius(drawn.nodes[id].size) + high / 2, w: 0.6 * size * Math.max(...rows.map((row) => row.length)), h: high };
      const across = radius(drawn.nodes[id].size) * 2;
      const free = taken.every((other) => Math.abs(box.x - other.x) > (box.w + other.w) / 2 || Math.abs(box.y - other.y) > (box.h + other.h) / 2);
      if (free) taken.push(box, { x, y, w: across, h: across });
      return free;
    };
    const shown = ids.filter((id) => nodes.get(id));
    if (state.node !== null) shown.sort((a, b) => (b === state.node) - (a === state.node));
    return new Set(shown.slice(0, CANDIDATES).filter(fits).slice(0, state.alone ? CANDIDATES : LEADING));
  };
  const beside = () => {
    const near = new Set();
    if (state.line !== null) [lines.get(state.line).from, lines.get(state.line).to].forEach((id) => near.add(id));
    else if (state.node !== null) [state.node, ...neighbours[state.node]].forEach((id) => near.add(id));
    const touching = drawn.edges.filter(({ id, from, to }) => (state.line !== null ? id === state.line : state.node !== null && (from === state.node || to === state.node)));
    return { near, touching: new Set(touching.map(({ id }) => id)) };
  };
  const nodeLooks = (near) => {
    const size = legible(NODE_FONT);
    const large = spaced(near.size ? ranked.filter((id) => near.has(id)) : ranked, size);
    return drawn.nodes.map(({ id, size: small }) => {
      const faint = near.size > 0 && !near.has(id);
      return { id, size: radius(small), opacity: faint ? 0.18 : 1, font: { size: large.has(id) ? size : NODE_FONT, strokeWidth: faint ? 0 : large.has(id) ? onScreen(3) : 3, color: faint ? "rgba(28,39,51,0.22)" : "#1c2733" } };
    });
  };
  const edgeLook = ({ id, color, width: thin }, near, touching) => {
    const aside = near.size > 0 && !touching.has(id);
    const size = touching.has(id) && (state.alone || touching.size <= FEW_LINES) ? legible(EDGE_FONT) : EDGE_FONT;
    return { id, width: width(thin), color: { ...color, opacity: aside ? 0.1 : 0.8 }, font: { size, strokeWidth: aside ? 0 : 4, color: aside ? "rgba(0,0,0,0)" : "#3d4854" } };
  };
  const emphasise = () => {
    const { near, touching } = beside();
    allNodes.update(nodeLooks(near));
    allEdges.update(drawn.edges.map((edge) => edgeLook(edge, near, touching)));
  };
  const BIG = 1000; // of so many lines, the looks wait until the zoom rests
  let waiting = 0;
  const emphasiseSoon = () => {
    if (drawn.edges.length > BIG) {
      clearTimeout(waiting);
      waiting = setTimeout(emphasise, 150);
    } else if (!waiting) waiting = requestAnimationFrame(() => { waiting = 0; emphasise(); });
  };
  network.on("zoom", emphasiseSoon);
  network.on("animationFinished", emphasiseSoon);

  // -- neighbours only: a star of rings around the selected node
  const RING = 16;
  const star = (centre) => [...neighbours[centre]].sort((a, b) => entities[a].type.localeCompare(entities[b].type) || entities[b].told - entities[a].told || a - b).map((id, at, all) => {
    const ring = Math.floor(at / RING);
    const angle = 2 * Math.PI * ((at % RING) / Math.min(RING, all.length - ring * RING) + ring / (2 * RING));
    const radius = Math.max(1, Math.min(all.length, RING) / 9) * 190 + ring * 140;
    return { id, x: 1.7 * radius * Math.cos(angle), y: radius * Math.sin(angle) };
  });
  const place = () => allNodes.update(state.alone ? [{ id: state.node, x: 0, y: 0 }, ...star(state.node)] : drawn.nodes.map(({ id, x, y }) => ({ id, x, y })));

  // -- the passages
  const element = (name, attributes = {}, ...children) => {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) made[key] = value;
    made.append(...children);
    return made;
  };
  const nameButton = (id) => element("button", { type: "button", className: "name", onclick: () => choose(id) }, entities[id].label);
  const quote = ([article, text]) => {
    const { title, published, publisher, url } = articles[article];
    const source = element("p", { className: "source" });
    source.append(url ? element("a", { href: url, rel: "noopener noreferrer", target: "_blank" }, title || url) : title || "Untitled");
    const rest = [publisher, published].filter(Boolean).join(", ");
    if (rest) source.append(" — " + rest);
    return element("div", {}, element("blockquote", {}, text), source);
  };
  const SHOWN = 3;
  const claimItem = (claim, from) => {
    const head = element("p");
    if (claim.target === null) head.append(claim.source === from ? "" : nameButton(claim.source), claim.label);
    else if (claim.source === from) head.append(claim.label, " → ", nameButton(claim.target));
    else if (claim.target === from) head.append(nameButton(claim.source), " ", claim.label);
    else head.append(nameButton(claim.source), " " + claim.label + " → ", nameButton(claim.target));
    if (claim.date) head.append(" ", element("span", { className: "tag" }, claim.date));
    if (claim.modality !== "asserted") head.append(" ", element("span", { className: "tag unsure" }, claim.modality));
    const item = element("article", { className: "claim" }, head, ...claim.passages.slice(0, SHOWN).map(quote));
    const rest = claim.passages.slice(SHOWN);
    if (rest.length) {
      const more = element("button", { type: "button", className: "more", onclick: () => more.replaceWith(...rest.map(quote)) }, `${rest.length} more`);
      item.append(more);
    }
    return item;
  };
  const byKind = (indexes, from) => order.flatMap((kind) => {
    const found = indexes.map((index) => claims[index]).filter((claim) => claim.kind === kind && claimShown(claim));
    if (!found.length) return [];
    const bar = element("i");
    bar.style.background = kinds[kind].color;
    return [element("h3", {}, bar, `${kinds[kind].label} (${found.length})`), ...found.map((claim) => claimItem(claim, from))];
  });
  const plural = (count, word) => `${count} ${word}${count === 1 ? "" : "s"}`;
  const nothing = () => [
    element("h2", {}, "Passages"),
    element("p", { className: "hint" }, "Choose a node, a line or a name from the search: the sentences that say it appear here, each with its article."),
    element("h3", {}, "Most told of"),
    ...leading.map((id) => element("p", {}, nameButton(id), " ", element("small", {}, plural(entities[id].told, "passage")))),
  ];
  const aboutNode = (id) => {
    const { label, kind } = entities[id];
    const told = byKind(claimsOf[id], id);
    return [element("h2", {}, label), element("p", { className: "what" }, `${kind} · ${plural(claimsOf[id].length, "claim")}`),
      ...(told.length ? told : [element("p", { className: "hint" }, "The filter hides every claim about this name.")])];
  };
  const aboutLine = (id) => {
    const edge = lines.get(id);
    return [element("h2", {}, `${entities[edge.from].label} → ${entities[edge.to].label}`), ...byKind(edge.claims, null)];
  };
  const tell = () => {
    const parts = state.line !== null ? aboutLine(state.line) : state.node !== null ? aboutNode(state.node) : nothing();
    byId("details").replaceChildren(...parts);
    byId("details").scrollTop = 0;
  };

  // -- selection
  const select = (node, line) => {
    const wasAlone = state.alone;
    state.node = node;
    state.line = line;
    if (node === null) state.alone = false;
    if (state.alone || wasAlone) place();
    byId("alone").disabled = node === null;
    byId("alone").setAttribute("aria-pressed", String(state.alone));
    refresh();
    emphasise();
    network.unselectAll();
    if (line !== null && edges.get(line)) network.selectEdges([line]);
    else if (node !== null && nodes.get(node)) network.selectNodes([node]);
    tell();
  };
  const animation = quiet ? false : { duration: 350 };
  const show = (view) => { view(); if (quiet) emphasiseSoon(); };
  const choose = (id) => {
    if (!state.types.has(entities[id].type)) toggle("type", entities[id].type, true);
    select(id, null);
    show(() => network.fit({ nodes: [id, ...neighbours[id]], maxZoomLevel: 1, animation }));
  };
  network.on("click", ({ nodes: [node], edges: [edge] }) => {
    if (node !== undefined) select(node, null);
    else if (edge !== undefined) select(state.alone ? state.node : null, edge);
    else select(null, null);
  });

  // -- filter
  const SETS = { type: "types", kind: "kinds", sure: "sure" };
  const toggle = (name, value, on) => {
    state[SETS[name]][on ? "add" : "delete"](value);
    document.querySelector(`input[name="${name}"][value="${value}"]`).checked = on;
  };
  const applyFilter = () => { refresh(); tell(); };
  for (const name of ["from", "to"]) {
    byId(name).value = "";
    byId(name).addEventListener("input", () => { state[name] = byId(name).value; applyFilter(); });
  }
  for (const box of document.querySelectorAll("nav input[type=checkbox]")) {
    box.checked = true;
    box.addEventListener("change", () => { toggle(box.name, box.value, box.checked); applyFilter(); });
  }

  // -- search
  const search = byId("search");
  const results = byId("results");
  const index = entities.map(({ label, told }, id) => ({ id, label, text: folded(label), told }));
  let found = [];
  let active = -1;
  const rank = (entry, wanted) => (entry.text === wanted ? 0 : entry.text.startsWith(wanted) ? 1 : entry.text.includes(" " + wanted) ? 2 : 3);
  const matches = (wanted) => index.filter(({ text }) => text.includes(wanted))
    .sort((a, b) => rank(a, wanted) - rank(b, wanted) || b.told - a.told || a.id - b.id).slice(0, 12);
  const close = () => { results.hidden = true; search.setAttribute("aria-expanded", "false"); search.removeAttribute("aria-activedescendant"); };
  const mark = (position) => {
    active = position;
    [...results.children].forEach((item, at) => item.setAttribute("aria-selected", String(at === active)));
    if (active >= 0) { search.setAttribute("aria-activedescendant", `result-${active}`); results.children[active].scrollIntoView({ block: "nearest" }); }
  };
  const pick = (position) => { if (found[position]) { close(); search.value = found[position].label; choose(found[position].id); } };
  const look = () => {
    const wanted = folded(search.value.trim());
    if (!wanted) { found = []; close(); return; }
    found = matches(wanted);
    const items = found.map(({ id, label, told }, at) => {
      const item = element("li", { id: `result-${at}`, onmousedown: (event) => { event.preventDefault(); pick(at); } },
        element("span", {}, label), element("small", {}, `${entities[id].kind} · ${told}`));
      item.setAttribute("role", "option");
      return item;
    });
    results.replaceChildren(...(items.length ? items : [element("li", { className: "none" }, "No such name in this picture")]));
    results.hidden = false;
    search.setAttribute("aria-expanded", "true");
    mark(found.length ? 0 : -1);
  };
  const KEYS = {
    ArrowDown: () => mark(Math.min(active + 1, found.length - 1)),
    ArrowUp: () => mark(Math.max(active - 1, 0)),
    Enter: () => pick(active),
    Escape: () => { search.value = ""; close(); },
  };
  search.addEventListener("input", look);
  search.addEventListener("focus", look);
  search.addEventListener("blur", close);
  search.addEventListener("keydown", (event) => { if (KEYS[event.key] && found.length) { event.preventDefault(); KEYS[event.key](); } });

  // -- view
  const zoom = (factor) => show(() => network.moveTo({ scale: network.getScale() * factor, animation }));
  byId("closer").onclick = () => zoom(1.4);
  byId("farther").onclick = () => zoom(1 / 1.4);
  byId("whole").onclick = () => show(() => network.fit({ animation }));
  byId("alone").onclick = () => {
    state.alone = !state.alone;
    place();
    byId("alone").setAttribute("aria-pressed", String(state.alone));
    refresh();
    show(() => network.fit({ animation }));
  };
  addEventListener("keydown", (event) => { if (event.key === "Escape" && event.target !== search) select(null, null); });

  byId("filter").open = matchMedia("(min-width: 821px)").matches;
  tell();
  // only what is drawn has a size: the names that lead grow by the zoom, and then the whole is fitted with them
  const fitted = (rounds) => network.once("afterDrawing", () => {
    network.fit({ animation: false });
    emphasise();
    if (rounds > 1) fitted(rounds - 1);
    else network.once("afterDrawing", () => { document.documentElement.dataset.ready = "yes"; });
  });
  fitted(2);
})();
