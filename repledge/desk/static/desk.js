// Keys, and quotes scrolled into view. Every page is complete without this file.
"use strict";

document.querySelectorAll(".pane").forEach((pane) => {
  const mark = pane.querySelector("mark");
  if (mark) pane.scrollTop = mark.offsetTop - pane.clientHeight / 3;
});

const rows = [...document.querySelectorAll("a.row")];

function moveRow(step) {
  const at = rows.indexOf(document.activeElement);
  const next = rows[Math.min(rows.length - 1, Math.max(0, at + step))];
  if (next) next.focus();
}

function use(target) {
  if (target.matches("button, a")) target.click();
  else target.focus();
  if (target.matches("input:not([type=radio]), textarea")) target.select();
}

document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input:not([type=radio], [type=checkbox]), textarea, select");
  if (event.key === "Escape" && typing) { typing.blur(); return; }
  const off = document.body.dataset.keys === "off";
  if (off || typing || event.ctrlKey || event.metaKey || event.altKey) return;
  if (rows.length && (event.key === "j" || event.key === "k")) { moveRow(event.key === "j" ? 1 : -1); return; }
  if (rows.length && event.key === "o") { (rows.includes(document.activeElement) ? document.activeElement : rows[0]).click(); return; }
  const target = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
  if (!target) return;
  event.preventDefault();
  use(target);
});
