// What can stand at a place in a file, from the schema of that file: the keys, or the values, with what they mean.

// The keys that lead to a place, by the indentation of the lines above it; "-" is an entry of a list.
export function trailTo(lines, number, column) {
  const trail = [];
  let indent = column;
  for (let n = number - 1; n >= 0; n -= 1) {
    const line = lines[n];
    if (!line.trim() || /^\s*#/.test(line)) continue;
    let at = line.search(/\S/);
    let rest = line.slice(at);
    const parts = [];
    while (/^-\s/.test(rest)) {
      parts.push(["-", at]);
      const gap = /^-\s+/.exec(rest)[0].length;
      at += gap;
      rest = rest.slice(gap);
    }
    const key = /^("[^"]*"|'[^']*'|[^\s:#][^:#]*):(\s|$)/.exec(rest);
    if (key) parts.push([key[1].replace(/^["']|["']$/g, ""), at]);
    for (const [name, where] of parts.reverse()) {
      if (where < indent) {
        trail.unshift(name);
        indent = where;
      }
    }
    if (indent === 0) break;
  }
  return trail;
}

function resolved(node, schemas) {
  let found = node;
  for (let n = 0; n < 20 && found && found.$ref; n += 1) {
    const [file, path] = found.$ref.split("#");
    const whole = file ? schemas.common : (found.home || schemas.schema);
    const inner = (path || "").split("/").filter(Boolean).reduce((each, step) => each && each[step], whole);
    found = inner && { ...inner, home: whole };
  }
  return found;
}

// All shapes that a node can have.
function shapes(node, schemas, depth = 0) {
  const here = resolved(node, schemas);
  if (!here || depth > 6) return [];
  const home = here.home || (node && node.home);
  const inner = ["oneOf", "anyOf", "allOf"].flatMap((word) => here[word] || []);
  return [here, ...inner.flatMap((each) => shapes(home ? { home, ...each } : each, schemas, depth + 1))];
}

function below(nodes, step, schemas) {
  const found = [];
  for (const node of nodes) {
    const keep = (each) => found.push(...shapes(node.home ? { home: node.home, ...each } : each, schemas));
    if (step === "-") {
      if (node.items) keep(node.items);
    } else if (node.properties && node.properties[step]) keep(node.properties[step]);
    else if (node.additionalProperties && typeof node.additionalProperties === "object") keep(node.additionalProperties);
  }
  return found;
}

function keysOf(nodes) {
  const found = new Map();
  for (const node of nodes) {
    for (const [name, each] of Object.entries(node.properties || {})) if (!found.has(name)) found.set(name, each.description || "");
    const names = node.propertyNames && node.propertyNames.anyOf;
    for (const each of names || []) (each.enum || []).forEach((name, n) => found.has(name) || found.set(name, (each.enumDescriptions || [])[n] || ""));
  }
  return found;
}

function valuesOf(nodes) {
  const found = new Map();
  for (const node of nodes) {
    (node.enum || []).forEach((value, n) => found.has(String(value)) || found.set(String(value), (node.enumDescriptions || [])[n] || ""));
    if (node.type === "boolean") for (const value of ["true", "false"]) if (!found.has(value)) found.set(value, "");
  }
  return found;
}

function options(found, type, after) {
  return [...found].map(([label, detail]) => ({ label, detail: detail.length > 70 ? `${detail.slice(0, 70)}…` : detail, info: detail.length > 70 ? detail : undefined, type, apply: label + after }));
}

export function suggestions(context, schemas) {
  const lines = context.state.doc.toString().split("\n");
  const line = context.state.doc.lineAt(context.pos);
  const number = line.number - 1;
  const before = line.text.slice(0, context.pos - line.from);
  if (/^\s*#/.test(before)) return null;
  const head = /^(\s*(?:-\s+)*)(?:("[^"]*"|[^\s:#][^:#]*):\s+)?(.*)$/.exec(before);
  if (!head) return null;
  const [, indent, key, typed] = head;
  const word = /[\w.-]*$/.exec(typed)[0];
  if (!context.explicit && !word) return null;
  const from = context.pos - word.length;
  const dashes = (indent.match(/-/g) || []).length;
  const column = dashes ? indent.indexOf("-") : indent.length;
  const trail = [...trailTo(lines, number, column), ...Array(dashes).fill("-")];
  let nodes = shapes(schemas.schema, schemas);
  for (const step of trail) nodes = below(nodes, step, schemas);
  if (key !== undefined) {
    let values = below(nodes, key.replace(/^["']|["']$/g, ""), schemas);
    if (/^\[/.test(typed)) values = below(values, "-", schemas);
    const found = valuesOf(values);
    return found.size ? { from, options: options(found, "enum", ""), validFor: /^[\w.-]*$/ } : null;
  }
  const keys = keysOf(nodes);
  const values = dashes ? valuesOf(nodes) : new Map();
  const all = [...options(keys, "property", ": "), ...options(values, "enum", "")];
  return all.length ? { from, options: all, validFor: /^[\w.-]*$/ } : null;
}
