// The mediation matrix: data of the page ─► three SVGs that scroll together. Each verdict is one
// path, so that tens of thousands of cells draw at once; shapes differ as colours do.
"use strict";

const data = JSON.parse(document.querySelector("#data").textContent);
const view = document.querySelector(".matrix");
const [corner, top_, left, body] = view.querySelectorAll("svg");
const form = document.querySelector("form.filters");
const SVG = "http://www.w3.org/2000/svg";
let shown = { rows: [], columns: [], cells: new Map() };
let cursor = null;

function element(name, attributes, text) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  if (text !== undefined) made.textContent = text;
  return made;
}

// What the filters leave: positions of rows and columns, in the order asked for.
function select() {
  const matrix = data[form.rows.value];
  const has = (name, wanted) => wanted.toLowerCase().split(/\s+/).every((word) => name.toLowerCase().includes(word));
  const rowFits = matrix.rows.map((name) => has(name, form.row.value));
  const columnFits = matrix.columns.map((name) => has(name, form.column.value));
  const most = form.calls.value === "" ? Infinity : Number(form.calls.value);
  const cells = matrix.cells.filter(([row, column, , unknown, violated, calls]) =>
    rowFits[row] && columnFits[column] && calls <= most &&
    (form.only.value === "" || (form.only.value === "violated" ? violated : unknown || violated)));
  const weight = new Map();
  for (const [row, , , , violated] of cells) weight.set(row, (weight.get(row) ?? 0) + violated);
  const rows = [...weight.keys()].sort((a, b) =>
    (form.order.value === "violated" ? weight.get(b) - weight.get(a) : 0) || a - b);
  const columns = [...new Set(cells.map(([, column]) => column))].sort((a, b) => a - b);
  return { matrix, rows, columns, cells: placed(rows, columns, cells) };
}

function placed(rows, columns, cells) {
  const rowAt = new Map(rows.map((row, at) => [row, at]));
  const columnAt = new Map(columns.map((column, at) => [column, at]));
  return new Map(cells.map((cell) => [`${rowAt.get(cell[0])},${columnAt.get(cell[1])}`, cell]));
}

// Mediated: a small square; unknown: a triangle; violated: the whole field.
function shapes(size) {
  const paths = { mediated: "", unknown: "", violated: "" };
  const inset = size / 4;
  for (const [at, [, , , unknown, violated]] of shown.cells) {
    const [row, column] = at.split(",").map(Number);
    const x = column * size, y = row * size;
    if (violated) paths.violated += `M${x + 1} ${y + 1}h${size - 2}v${size - 2}h${2 - size}z`;
    else if (unknown) paths.unknown += `M${x + 1} ${y + size - 1}h${size - 2}L${x + size / 2} ${y + 1}z`;
    else paths.mediated += `M${x + inset} ${y + inset}h${size / 2}v${size / 2}h${-size / 2}z`;
  }
  return paths;
}

function gridLines(size, width, height) {
  let path = "";
  for (let x = 0; x <= shown.columns.length; x += 5) path += `M${x * size} 0V${height}`;
  for (let y = 0; y <= shown.rows.length; y += 5) path += `M0 ${y * size}H${width}`;
  return path;
}

function labels(size) {
  const font = Math.min(14, Math.max(6, size * 0.85));
  const longest = (names) => Math.min(40, Math.max(4, ...names.map((name) => name.length)));
  const rows = shown.rows.map((row) => shown.matrix.rows[row]);
  const columns = shown.columns.map((column) => shown.matrix.columns[column]);
  const cut = (name) => (name.length > 40 ? name.slice(0, 39) + "…" : name);
  const leftWidth = longest(rows) * font * 0.62 + 8, topHeight = longest(columns) * font * 0.62 + 8;
  corner.setAttribute("width", leftWidth); corner.setAttribute("height", topHeight);
  left.setAttribute("width", leftWidth); top_.setAttribute("height", topHeight);
  left.replaceChildren(...rows.map((name, at) =>
    element("text", { x: 4, y: at * size + size * 0.8, "font-size": font }, cut(name))));
  top_.replaceChildren(...columns.map((name, at) => element("text", { "font-size": font,
    transform: `translate(${at * size + size * 0.8} ${topHeight - 4}) rotate(-90)` }, cut(name))));
}

function draw() {
  shown = select();
  const size = Number(form.zoom.value);
  const width = Math.max(1, shown.columns.length * size), height = Math.max(1, shown.rows.length * size);
  for (const [svg, w, h] of [[body, width, height], [top_, width, null], [left, null, height]]) {
    if (w !== null) svg.setAttribute("width", w);
    if (h !== null) svg.setAttribute("height", h);
  }
  const paths = shapes(size);
  body.replaceChildren(element("path", { class: "grid", d: gridLines(size, width, height) }),
    ...Object.entries(paths).map(([name, d]) => element("path", { class: name, d })));
  labels(size);
  document.querySelector("#count").value = `${shown.rows.length} rows, ${shown.columns.length} columns, ${shown.cells.size} cells`;
  cursor = null;
}

function move(row, column) {
  if (!shown.rows.length) return;
  row = Math.min(Math.max(row, 0), shown.rows.length - 1);
  column = Math.min(Math.max(column, 0), shown.columns.length - 1);
  const size = Number(form.zoom.value);
  body.querySelector(".cursor")?.remove();
  body.append(element("rect", { class: "cursor", x: column * size, y: row * size, width: size, height: size }));
  cursor = { row, column };
  describe(row, column);
}

function describe(row, column) {
  const hook = shown.matrix.columns[shown.columns[column]];
  const cell = shown.cells.get(`${row},${column}`);
  const link = document.createElement("a");
  link.href = shown.matrix.pages[shown.columns[column]];
  link.textContent = hook;
  const says = cell ? `${cell[2]} mediated, ${cell[3]} unknown, ${cell[4]} violated${cell[5] ? `, ${cell[5]} calls away` : ""}` : "nothing that this hook guards is reached";
  document.querySelector("#cell").replaceChildren(shown.matrix.rows[shown.rows[row]], " × ", link, `: ${says}`);
}

function reveal(row, column) {
  const size = Number(form.zoom.value);
  const x = column * size, y = row * size;
  const width = view.clientWidth - left.clientWidth, height = view.clientHeight - top_.clientHeight;
  if (x < view.scrollLeft || x + size > view.scrollLeft + width) view.scrollLeft = x - width / 2;
  if (y < view.scrollTop || y + size > view.scrollTop + height) view.scrollTop = y - height / 2;
}

view.addEventListener("keydown", (event) => {
  const by = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }[event.key];
  if (event.key === "Enter") document.querySelector("#cell a")?.click();
  if (!by) return;
  event.preventDefault();
  if (cursor) move(cursor.row + by[0], cursor.column + by[1]);
  else move(0, 0);
  if (cursor) reveal(cursor.row, cursor.column);
});
body.addEventListener("pointermove", (event) => {
  const size = Number(form.zoom.value);
  const row = Math.floor(event.offsetY / size), column = Math.floor(event.offsetX / size);
  if (!cursor || cursor.row !== row || cursor.column !== column) move(row, column);
});
body.addEventListener("click", () => document.querySelector("#cell a")?.click());
form.addEventListener("input", draw);
form.addEventListener("submit", (event) => event.preventDefault());
for (const [id, by] of [["#closer", 2], ["#farther", -2]])
  document.querySelector(id).addEventListener("click", () => {
    form.zoom.value = Number(form.zoom.value) + by;
    draw();
  });
draw();
