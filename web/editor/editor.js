// The editor of one file of rules: it stands in the place of the text field, and the text field goes on holding what is sent.
import { autocompletion, completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { yaml } from "@codemirror/lang-yaml";
import { bracketMatching, defaultHighlightStyle, indentOnInput, indentUnit, syntaxHighlighting } from "@codemirror/language";
import { lintGutter, lintKeymap, linter } from "@codemirror/lint";
import { EditorState } from "@codemirror/state";
import { EditorView, drawSelection, highlightActiveLine, keymap, lineNumbers, tooltips } from "@codemirror/view";
import { suggestions } from "./schema.js";

const look = EditorView.theme({
  "&": { color: "#1b2a33", backgroundColor: "#fff", fontSize: "15px" },
  "&.cm-focused": { outline: "none" },
  ".cm-scroller": { fontFamily: 'ui-monospace, "Cascadia Mono", Menlo, Consolas, "Liberation Mono", monospace', lineHeight: "1.5", maxHeight: "70vh", minHeight: "20em", overflow: "auto" },
  ".cm-content": { padding: "6px 0" },
  ".cm-gutters": { backgroundColor: "#fff", color: "#4a5a63", borderRight: "1px solid #cfdcdf" },
  ".cm-activeLine, .cm-activeLineGutter": { backgroundColor: "#e6f2f3" },
  ".cm-tooltip": { border: "1px solid #6f8089", backgroundColor: "#fff", maxWidth: "34rem" },
  ".cm-tooltip-autocomplete ul li[aria-selected]": { backgroundColor: "#0b5c6b", color: "#fff" },
  ".cm-tooltip-autocomplete ul li[aria-selected] .cm-completionDetail": { color: "#fff" },
  ".cm-completionDetail": { color: "#4a5a63", fontStyle: "normal" },
  ".cm-diagnostic": { padding: "6px 10px" },
  ".cm-diagnostic-error": { borderLeft: "5px solid #a3261b" },
  ".cm-diagnostic-warning": { borderLeft: "5px solid #0b5c6b" },
});

function begin(field) {
  const host = document.createElement("div");
  host.className = "editor";
  field.before(host);
  const root = host.attachShadow({ mode: "open" });
  const place = document.createElement("div");
  root.append(place);
  const form = field.form;

  let schema = null;
  fetch(field.dataset.schema).then((answer) => (answer.ok ? answer.json() : null)).then((found) => { schema = found; }, () => {});

  const faults = linter(async (view) => {
    const body = new URLSearchParams({ mark: form.elements.mark.value, name: form.elements.name.value, text: view.state.doc.toString() });
    const answer = await fetch(field.dataset.check, { method: "POST", body });
    if (!answer.ok) return [];
    const found = (await answer.json()).faults;
    listed(found);
    return found.filter((each) => each.line > 0 && each.line <= view.state.doc.lines).map((each) => {
      const line = view.state.doc.line(each.line);
      const from = Math.min(line.to, line.from + Math.max(0, each.column - 1));
      const word = /^[^\s:,\]}]+/.exec(view.state.sliceDoc(from, line.to));
      return { from, to: Math.min(line.to, from + (word ? word[0].length : 1)), severity: each.severity === "error" ? "error" : "warning", message: each.message };
    });
  }, { delay: 600 });

  // The same faults under the editor, in words: for who listens, and for faults in other files.
  function listed(found) {
    const list = document.getElementById("marks");
    list.replaceChildren();
    if (!found.length) return;
    const items = document.createElement("ul");
    items.className = "found";
    for (const each of found.slice(0, 20)) {
      const item = document.createElement("li");
      const where = document.createElement("strong");
      where.textContent = each.line ? list.dataset.place.replace("{line}", each.line).replace("{column}", each.column) : each.file;
      item.append(where, `: ${each.message}`);
      items.append(item);
    }
    list.append(items);
  }

  const view = new EditorView({
    parent: place,
    root,
    state: EditorState.create({
      doc: field.value,
      extensions: [
        lineNumbers(), history(), drawSelection(), highlightActiveLine(), bracketMatching(), indentOnInput(), indentUnit.of("  "),
        yaml(), syntaxHighlighting(defaultHighlightStyle), look, lintGutter(), faults,
        autocompletion({ override: [(context) => schema && suggestions(context, schema)], icons: false }),
        tooltips({ position: "absolute", parent: place }),
        keymap.of([...completionKeymap, ...lintKeymap, ...historyKeymap, ...defaultKeymap]),
        EditorState.phrases.of(JSON.parse(field.dataset.phrases || "{}")),
        EditorView.contentAttributes.of({ "aria-label": field.labels[0].textContent, spellcheck: "false", tabindex: "0" }),
        EditorView.updateListener.of((update) => {
          if (!update.docChanged) return;
          field.value = update.state.doc.toString();
          field.dispatchEvent(new Event("input", { bubbles: true }));
        }),
      ],
    }),
  });
  field.hidden = true;
  field.labels[0].hidden = true;
  host.editor = view;
}

for (const field of document.querySelectorAll("textarea[data-check]")) begin(field);
