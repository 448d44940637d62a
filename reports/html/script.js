// Filtering, sorting and keys of the report's tables. Without it, everything is still there to read.
"use strict";

function sortBy(table, header) {
  const column = Array.from(header.parentNode.children).indexOf(header);
  const descending = header.getAttribute("aria-sort") === "ascending";
  for (const other of header.parentNode.children) other.removeAttribute("aria-sort");
  header.setAttribute("aria-sort", descending ? "descending" : "ascending");
  const isNumber = header.classList.contains("number");
  const key = (row) => {
    const cell = row.children[column];
    const text = cell.dataset.key ?? cell.textContent;
    return isNumber ? Number(text) : text;
  };
  const rows = Array.from(table.tBodies[0].rows, (row) => [key(row), row]);
  rows.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0) * (descending ? -1 : 1));
  table.tBodies[0].append(...rows.map(([, row]) => row));
}

function makeSortable(table) {
  for (const header of table.querySelectorAll("thead th")) {
    const button = document.createElement("button");
    button.append(...header.childNodes);
    button.addEventListener("click", () => sortBy(table, header));
    header.append(button);
  }
}

// Each select filters by the data attribute of its name, the text field by all that a row says.
function makeFilterable(form, table) {
  const rows = Array.from(table.tBodies[0].rows, (row) => [row, row.textContent.toLowerCase()]);
  const count = form.querySelector("output");
  const selects = Array.from(form.querySelectorAll("select"));
  const text = form.querySelector("input[type=search]");
  const apply = () => {
    const words = text.value.toLowerCase().split(/\s+/).filter(Boolean);
    const wanted = selects.filter((select) => select.value);
    let shown = 0;
    for (const [row, content] of rows) {
      const fits = words.every((word) => content.includes(word)) &&
        wanted.every((select) => row.dataset[select.name] === select.value);
      row.hidden = !fits;
      shown += fits;
    }
    count.value = `${shown} of ${rows.length}`;
  };
  form.addEventListener("input", apply);
  form.addEventListener("submit", (event) => event.preventDefault());
  apply();
}

// j and k walk through the visible rows.
function step(table, by) {
  const links = Array.from(table.tBodies[0].rows).filter((row) => !row.hidden).map((row) => row.querySelector("a"));
  const at = links.indexOf(document.activeElement);
  const next = links[at < 0 ? 0 : Math.min(Math.max(at + by, 0), links.length - 1)];
  if (next) next.focus();
}

function onKey(event) {
  const isTyping = /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName);
  if (isTyping && event.key === "Escape") event.target.blur();
  if (isTyping || event.ctrlKey || event.metaKey || event.altKey) return;
  const table = document.querySelector("table.list");
  const follow = (rel) => document.querySelector(`a[rel=${rel}]`)?.click();
  const search = document.querySelector("input[type=search]");
  if (event.key === "/" && search) { event.preventDefault(); search.focus(); }
  if (event.key === "j" && table) step(table, 1);
  if (event.key === "k" && table) step(table, -1);
  if (event.key === "n") follow("next");
  if (event.key === "p") follow("prev");
}

for (const table of document.querySelectorAll("table.list")) makeSortable(table);
const filters = document.querySelector("form.filters[data-of=list]");
if (filters) makeFilterable(filters, document.querySelector("table.list"));
const minor = document.querySelector("#minor");
if (minor) minor.addEventListener("change", () =>
  document.querySelector("#path").classList.toggle("hide-minor", !minor.checked));
document.addEventListener("keydown", onKey);
