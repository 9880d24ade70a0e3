"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const by = (id) => document.getElementById(id);
  const SVG = "http://www.w3.org/2000/svg";
  let lang = document.documentElement.lang === "en" ? "en" : "nl", sheet = 0, chosen = "", history = [], scenario = null;

  const words = () => data.words[lang];
  const picture = () => data.picture[lang];
  const node = (id) => picture().nodes[id];
  const edges = (id) => picture().edges.filter((e) => e.from === id);
  const current = () => document.querySelector(`.sheet[data-lang="${lang}"][data-sheet="${sheet}"]`);
  const drawing = () => current().querySelector("svg");
  const groups = (id) => [...document.querySelectorAll(".sheet g.node")].filter((g) => g.dataset.node === id || g.dataset.node.startsWith(`${id}>>`));
  const make = (tag, text = "", cls = "") => { const e = document.createElement(tag); if (text) e.textContent = text; if (cls) e.className = cls; return e; };
  const named = (id) => { const n = node(id); return `${n.number ? `${n.number}. ` : ""}${n.lines.length && !n.number ? `${n.lines[0]}: ` : ""}${n.label}`; };
  const isTask = (id) => node(id) && node(id).number > 0;

  // --- the view: pan and zoom are nothing but the viewBox ---
  const full = new Map();
  const box = () => { const s = drawing(); if (!full.has(s)) full.set(s, s.getAttribute("viewBox").split(" ").map(Number)); return s.getAttribute("viewBox").split(" ").map(Number); };
  const look = (x, y, w, h) => drawing().setAttribute("viewBox", [x, y, w, h].map((v) => Math.round(v * 10) / 10).join(" "));
  const zoom = (by_, at = null) => {
    const [x, y, w, h] = box(), [px, py] = at || [x + w / 2, y + h / 2], limit = full.get(drawing())[2];
    const k = Math.min(Math.max(w * by_, limit / 12), limit * 2) / w;
    look(px - (px - x) * k, py - (py - y) * k, w * k, h * k);
  };
  const move = (dx, dy) => { const [x, y, w, h] = box(); look(x + dx * w, y + dy * h, w, h); };
  const whole = () => { box(); look(...full.get(drawing())); };
  const point = (event) => { const m = drawing().getScreenCTM().inverse(); const p = new DOMPoint(event.clientX, event.clientY).matrixTransform(m); return [p.x, p.y]; };
  const zoomTo = (id) => {
    const g = [...current().querySelectorAll("g.node")].find((each) => each.dataset.node === id);
    if (!g) return;
    const b = g.getBBox(), w = Math.max(b.width * 4, 620), h = Math.max(b.height * 6, 420);
    box(); look(b.x + b.width / 2 - w / 2, b.y + b.height / 2 - h / 2, w, h);
  };

  // --- one step ---
  const choose = (id, { focus = false } = {}) => {
    const real = id.includes(">>") ? id.split(">>")[1].split("#")[0] : id;
    const found = node(id) ? id : real;
    if (!node(found)) { const s = current().querySelectorAll("g.node.sheet"); const i = [...s].findIndex((g) => g.dataset.node === id); if (i >= 0) show(i + 1); return; }
    chosen = found;
    document.querySelectorAll("g.node.chosen").forEach((g) => g.classList.remove("chosen"));
    groups(found).forEach((g) => g.classList.add("chosen"));
    const n = node(found), about = by("about");
    about.replaceChildren(make("h3", named(found)), make("p", n.full));
    if (n.says) about.append(make("p", n.says, "facts"));
    const list = make("dl");
    for (const [heading, text] of n.details) { if (heading.trim()) list.append(make("dt", heading)); list.append(make("dd", text)); }
    about.append(list);
    const ways = edges(found);
    if (ways.length) {
      about.append(make("h3", words().then));
      const ul = make("ul");
      for (const e of ways) {
        const li = make("li", e.tie === "next" ? "" : `${e.kind}: `);
        const go = make("button", named(e.to)); go.type = "button"; go.addEventListener("click", () => choose(e.to, { focus: true }));
        li.append(go, make("span", ` ${e.label ? `\u201c${e.label}\u201d` : ""}`));
        if (e.condition && e.condition !== e.label) li.append(make("div", `${words().when}: ${e.condition}`, "if"));
        ul.append(li);
      }
      about.append(ul);
    }
    const home = document.querySelectorAll(`.sheet[data-lang="${lang}"]`);
    const here = [...home].find((s) => [...s.querySelectorAll("g.node")].some((g) => g.dataset.node === found));
    if (here && here !== current()) show(Number(here.dataset.sheet));
    if (document.body.classList.contains("presenting")) by("step").parentElement.scrollTop = 0;
    if (focus || document.body.classList.contains("presenting")) zoomTo(found);
  };

  // --- a walk ---
  const reach = (from) => {
    const seen = new Set(), queue = [...from];
    while (queue.length) { const id = queue.pop(); if (seen.has(id)) continue; seen.add(id); edges(id).forEach((e) => queue.push(e.to)); }
    return seen;
  };
  const starts = () => Object.keys(picture().nodes).filter((id) => node(id).shape === "start");
  const openOf = (s) => { if (!s) return starts().slice(0, 1); const st = s.states[lang]; const open = Object.keys(st).filter((id) => ["now", "due", "overdue"].includes(st[id][0]) && node(id)); return open.length ? open : starts().slice(0, 1); };
  const begin = () => {
    const st = scenario ? scenario.states[lang] : {};
    const runs = Object.values(st).some(([kind]) => ["now", "due", "overdue"].includes(kind));
    history = [{ open: openOf(scenario), at: 0, done: runs ? Object.keys(st).filter((id) => st[id][0] === "done" && node(id)) : [], said: "" }];
    paint(); walkView();
  };
  const here = () => history[history.length - 1];
  const after = (state, id, taken, started) => {
    const open = state.open.filter((o) => started || o !== id);
    const done = started ? state.done : [...state.done.filter((d) => d !== id), id];
    for (const e of taken) if (!open.includes(e.to)) open.push(e.to);
    const next = taken.length ? open.indexOf(taken[0].to) : 0;
    return { open, done, at: Math.max(0, next) };
  };
  const answer = (e) => (scenario ? scenario.answers[e.id] : "") || "";
  const take = (id, taken, words_, started = false) => {
    const against = taken.some((e) => answer(e) === "false");
    const state = after(here(), id, taken, started);
    state.said = `${named(id)}${words_ ? `: ${words_}` : ""}${against ? ` (${words().otherwise_than_facts})` : ""}`;
    history.push(state); paint(); walkView();
    const to = here().open[here().at]; if (to) choose(to, { focus: true });
  };
  const consequences = (id, taken, started) => {
    const before = reach(here().open), state = after(here(), id, taken, started), left = reach(state.open);
    const gone = [...before].filter((n) => !left.has(n) && n !== id && isTask(n));
    const p = make("p", "", "if");
    p.append(`${words().then_comes}: ${taken.map((e) => { const n = node(e.to); return `${named(e.to)}${n.role ? ` (${[n.role, n.term].filter(Boolean).join(", ")})` : ""}`; }).join("; ") || words().nothing}. `);
    if (gone.length) p.append(`${words().no_more}: ${gone.map(named).join("; ")}.`);
    return p;
  };
  const offer = (into, id, taken, text, started = false) => {
    const b = make("button", text, "choice"); b.type = "button";
    b.addEventListener("click", () => take(id, taken, text, started));
    const mark = (on) => taken.forEach((e) => groups(e.to).forEach((g) => g.classList.toggle("maybe", on)));
    for (const [on, off] of [["mouseenter", "mouseleave"], ["focus", "blur"]]) { b.addEventListener(on, () => mark(true)); b.addEventListener(off, () => mark(false)); }
    into.append(b);
    const facts = taken.map(answer).filter(Boolean)[0];
    if (facts) into.append(make("p", `${words().facts_say}: ${words()[facts]}`, "if facts"));
    into.append(consequences(id, taken, started));
  };
  const walkView = () => {
    const into = by("walking"), state = here(); into.replaceChildren();
    document.querySelectorAll("g.node.maybe").forEach((g) => g.classList.remove("maybe"));
    by("walked").replaceChildren(...history.filter((h) => h.said).map((h) => make("li", h.said)));
    by("back").disabled = history.length < 2;
    const id = state.open[state.at];
    if (!id) { into.append(make("p", words().ends)); return; }
    into.append(make("h3", `${words().now_at}: ${named(id)}`), make("p", [node(id).role, node(id).term].filter(Boolean).join(", ")));
    const ways = edges(id), early = ways.filter((e) => e.tie === "early"), rest = ways.filter((e) => e.tie !== "early");
    const plain = rest.filter((e) => !e.condition), asked = rest.filter((e) => e.condition);
    if (!isTask(id)) into.append(make("p", `${words().leaves_to}: ${node(id).full}`));
    else if (!ways.length) into.append(make("p", words().ends));
    else into.append(make("p", words().what_if, "quiet"));
    const soon = early.filter((e) => !state.open.includes(e.to));
    if (soon.length) offer(into, id, soon, words().started, true);
    if (asked.length && plain.length) offer(into, id, plain, words().done); // none of the conditions need hold where a way is open anyhow
    for (const e of asked) offer(into, id, [e, ...plain], e.label || e.condition);
    if (!asked.length && (plain.length || !ways.length || !rest.length)) offer(into, id, plain, words().done);
    const others = state.open.filter((o) => o !== id);
    if (others.length) {
      into.append(make("h3", words().also_open));
      for (const o of others) { const b = make("button", named(o), "choice"); b.type = "button"; b.addEventListener("click", () => { state.at = state.open.indexOf(o); walkView(); choose(o, { focus: true }); }); into.append(b); }
    }
  };

  // --- states on the drawing: a class for the form, a badge for the word ---
  const paint = () => {
    document.querySelectorAll("g.node").forEach((g) => g.classList.remove("is-done", "is-now", "is-due", "is-overdue", "is-possible", "is-closed"));
    document.querySelectorAll("g.badge").forEach((g) => g.remove());
    const walking = history.length > 1 || scenario;
    if (!walking) return;
    const state = here(), st = scenario && history.length === 1 ? scenario.states[lang] : {}, left = reach(state.open);
    for (const id of Object.keys(picture().nodes).filter(isTask)) {
      let [kind, says] = st[id] || [];
      if (!kind) { kind = state.open.includes(id) ? "now" : state.done.includes(id) ? "done" : left.has(id) ? "possible" : "closed"; says = data.states[lang][kind]; }
      for (const g of groups(id)) { g.classList.add(`is-${kind}`); if (g.dataset.node === id && kind !== "possible" && g.closest(".sheet").dataset.lang === lang) badge(g, says, kind); }
    }
  };
  const badge = (g, says, kind) => {
    const b = g.querySelector("path").getBBox(), mark = document.createElementNS(SVG, "g"), frame = document.createElementNS(SVG, "rect"), text = document.createElementNS(SVG, "text");
    mark.setAttribute("class", kind === "overdue" ? "badge late" : "badge"); mark.setAttribute("aria-hidden", "true");
    text.textContent = says; text.setAttribute("x", b.x + 8); text.setAttribute("y", b.y - 3);
    mark.append(frame, text); g.append(mark);
    const wide = text.getComputedTextLength() || says.length * 7;
    for (const [key, value] of Object.entries({ x: b.x + 3, y: b.y - 15, width: wide + 10, height: 17, rx: 4 })) frame.setAttribute(key, value);
  };

  // --- search ---
  const hits = () => {
    const asked = by("search").value.trim().toLowerCase();
    document.querySelectorAll("g.node.hit").forEach((g) => g.classList.remove("hit"));
    if (!asked) { by("found").textContent = ""; return []; }
    const found = Object.entries(picture().nodes).filter(([, n]) => [n.label, n.full, n.role, n.term, ...n.lines, ...n.details.flat()].join(" ").toLowerCase().includes(asked)).map(([id]) => id);
    found.forEach((id) => groups(id).forEach((g) => g.classList.add("hit")));
    by("found").textContent = found.length ? words().found.replace("{n}", found.length) : words().found_none;
    return found;
  };

  // --- the page itself ---
  const show = (i) => {
    sheet = i;
    document.querySelectorAll(".sheet").forEach((s) => { s.hidden = s.dataset.lang !== lang || Number(s.dataset.sheet) !== sheet; });
    [...by("sheets").children].forEach((b, k) => b.setAttribute("aria-current", String(k === sheet)));
    box(); paint();
  };
  const speak = () => {
    document.documentElement.lang = lang;
    document.title = picture().title; by("title").textContent = picture().title; by("foot").textContent = `${picture().foot} \u00b7 Wegwijzer`;
    document.querySelectorAll("[data-word]").forEach((e) => { e.textContent = words()[e.dataset.word]; });
    document.querySelectorAll("[data-label]").forEach((e) => e.setAttribute("aria-label", words()[e.dataset.label]));
    if (document.body.classList.contains("presenting")) by("present").textContent = words().stop_presenting;
    const count = document.querySelectorAll(`.sheet[data-lang="${lang}"]`).length;
    by("sheets").replaceChildren(...(count > 1 ? [...Array(count).keys()].map((i) => { const b = make("button", `${words().sheet} ${i + 1}`); b.type = "button"; b.addEventListener("click", () => show(i)); return b; }) : []));
    by("scenario").replaceChildren(...[words().own_walk, ...data.scenarios.map((s) => `${s.title} (${s.day[lang]})`)].map((t, i) => { const o = make("option", t); o.value = String(i); return o; }));
    by("scenario").value = String(scenario ? data.scenarios.indexOf(scenario) + 1 : 0);
    show(sheet);
    if (chosen) choose(chosen); else by("about").replaceChildren(make("p", words().choose_step));
    if (!by("walk").hidden && history.length) walkView();
  };
  const present = () => {
    const on = document.body.classList.toggle("presenting");
    by("present").setAttribute("aria-pressed", String(on)); by("present").textContent = on ? words().stop_presenting : words().present;
    if (on && document.documentElement.requestFullscreen) document.documentElement.requestFullscreen().catch(() => {});
    if (!on && document.fullscreenElement) document.exitFullscreen().catch(() => {});
    if (on) stepTo(0); else whole();
  };
  const order = () => Object.keys(picture().nodes).filter((id) => isTask(id) || (!starts().length && node(id).shape !== "means"));
  const stepTo = (by_) => { const all = order(); const i = Math.min(Math.max(all.indexOf(chosen) + by_, 0), all.length - 1); if (all[i]) choose(all[i], { focus: true }); };

  if (by("language")) by("language").addEventListener("click", () => { lang = lang === "nl" ? "en" : "nl"; speak(); });
  by("zoom-in").addEventListener("click", () => zoom(0.75)); by("zoom-out").addEventListener("click", () => zoom(1.33)); by("whole").addEventListener("click", whole);
  by("print").addEventListener("click", () => { whole(); window.print(); });
  by("present").addEventListener("click", present);
  by("search").addEventListener("input", hits);
  by("search").addEventListener("keydown", (e) => { if (e.key === "Enter") { const found = hits(); if (found.length) choose(found[(found.indexOf(chosen) + 1) % found.length], { focus: true }); } });
  by("scenario").addEventListener("change", (e) => { scenario = data.scenarios[Number(e.target.value) - 1] || null; begin(); choose(here().open[0], {}); });
  by("begin").addEventListener("click", begin);
  by("back").addEventListener("click", () => { if (history.length > 1) { history.pop(); paint(); walkView(); } });
  document.querySelectorAll(".drawing").forEach((d) => {
    d.addEventListener("wheel", (e) => { e.preventDefault(); zoom(e.deltaY < 0 ? 0.88 : 1.14, point(e)); }, { passive: false });
    let from = null, moved = false;
    d.addEventListener("pointerdown", (e) => { from = [e.clientX, e.clientY]; moved = false; });
    d.addEventListener("pointermove", (e) => {
      if (!from || !(e.buttons & 1)) { from = null; return; }
      if (Math.abs(e.clientX - from[0]) + Math.abs(e.clientY - from[1]) > 4) moved = true;
      const scale = drawing().getScreenCTM().a, [x, y, w, h] = box();
      look(x - (e.clientX - from[0]) / scale, y - (e.clientY - from[1]) / scale, w, h); from = [e.clientX, e.clientY];
    });
    d.addEventListener("click", (e) => { const g = e.target.closest("g.node"); if (g && !moved) choose(g.dataset.node); });
    d.addEventListener("keydown", (e) => {
      const g = e.target.closest("g.node");
      const does = { "+": () => zoom(0.8), "=": () => zoom(0.8), "-": () => zoom(1.25), "0": whole, ArrowLeft: () => move(-0.1, 0), ArrowRight: () => move(0.1, 0), ArrowUp: () => move(0, -0.1), ArrowDown: () => move(0, 0.1) };
      if (g && (e.key === "Enter" || e.key === " ")) { e.preventDefault(); choose(g.dataset.node); }
      else if (does[e.key]) { e.preventDefault(); does[e.key](); }
    });
    d.addEventListener("focusin", (e) => { const g = e.target.closest("g.node"); if (g) reveal(g); });
  });
  const reveal = (g) => { const b = g.getBBox(), [x, y, w, h] = box(); if (b.x < x || b.y < y || b.x + b.width > x + w || b.y + b.height > y + h) look(b.x + b.width / 2 - w / 2, b.y + b.height / 2 - h / 2, w, h); };
  document.addEventListener("keydown", (e) => {
    if (e.key === "PageDown" || e.key === "PageUp") { if (document.body.classList.contains("presenting")) { e.preventDefault(); stepTo(e.key === "PageDown" ? 1 : -1); } }
    if (e.key === "Escape" && document.body.classList.contains("presenting")) present();
  });
  window.addEventListener("beforeprint", whole);

  by("walk").hidden = !starts().length;
  document.body.classList.add("alive");
  speak();
  if (starts().length) begin();
})();
