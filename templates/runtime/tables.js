// Where a layout takes rows out of the grid of their table, some readers forget that it was one: there it is named again.
// By script, since HTML forbids to say of a cell that it is a cell (ARIA in HTML, section 4).

for (const table of document.querySelectorAll(".rules, .row-cards, .criteria table")) {
  table.setAttribute("role", "table");
  for (const part of table.querySelectorAll("thead, tbody")) part.setAttribute("role", "rowgroup");
  for (const row of table.querySelectorAll("tr")) row.setAttribute("role", "row");
  for (const cell of table.querySelectorAll("td")) cell.setAttribute("role", "cell");
  for (const head of table.querySelectorAll("th")) head.setAttribute("role", head.getAttribute("scope") === "col" ? "columnheader" : "rowheader");
}
