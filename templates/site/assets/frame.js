// The frame of the site: light or dark by choice, the way to the search, days. Everything else works without scripts.
(function () {
  "use strict";
  var KEY = "integrif.scheme";
  var SCHEME = "data-color-scheme";
  var root = document.documentElement;
  var device = window.matchMedia("(prefers-color-scheme: dark)");

  // A reader may have forbidden storage; then the choice holds for this page only.
  function stored() {
    try { return window.localStorage.getItem(KEY); } catch (error) { return null; }
  }
  function store(scheme) {
    try { window.localStorage.setItem(KEY, scheme); } catch (error) { /* nothing is kept */ }
  }

  function isDark() {
    var chosen = root.getAttribute(SCHEME);
    return chosen ? chosen === "slate" : device.matches;
  }

  var chosen = stored();
  if (chosen === "slate" || chosen === "default") root.setAttribute(SCHEME, chosen);

  // An editor asks for another day, page.html?stand=2027-02-01: banners and deadlines are those of that day.
  var asked = new URLSearchParams(window.location.search).get("stand") || "";
  var moment = new Date(asked + "T00:00:00Z");
  if (!isNaN(moment) && moment.toISOString().slice(0, 10) === asked) root.dataset.day = asked;

  function sayPreview() {
    var note = document.querySelector("[data-preview]");
    if (!note || !root.dataset.day) return;
    note.querySelector("[data-day]").textContent = root.dataset.day.split("-").reverse().join(".");
    note.hidden = false;
  }

  function offerSchemes() {
    var button = document.querySelector("[data-scheme]");
    if (!button) return;
    function show() { button.setAttribute("aria-pressed", String(isDark())); }
    button.hidden = false;
    button.addEventListener("click", function () {
      var scheme = isDark() ? "default" : "slate";
      root.setAttribute(SCHEME, scheme);
      store(scheme);
      show();
    });
    device.addEventListener("change", show);
    show();
  }

  // The worker says of which moment a copy is; without a network only the page of copies has its own words.
  function sayKept() {
    var note = document.querySelector("[data-kept-note]");
    var only = document.querySelector("[data-kept-only]");
    var kept = new Date(root.dataset.kept || NaN);
    if (isNaN(kept)) return;
    if (note) note.querySelector("[data-day]").textContent = kept.toLocaleDateString("de-DE", { dateStyle: "medium" });
    if (note) note.hidden = Boolean(only);
    if (only) only.hidden = false;
  }

  // On a small screen the main pages are folded away behind a button; the stylesheet knows which screens are small.
  function offerMenu() {
    var button = document.querySelector("[data-menu]");
    if (!button) return;
    function show(open) {
      button.setAttribute("aria-expanded", String(open));
      root.classList.toggle("has-menu", !open);
    }
    button.hidden = false;
    button.addEventListener("click", function () { show(button.getAttribute("aria-expanded") !== "true"); });
    document.addEventListener("keydown", function (event) {
      if (event.key !== "Escape" || button.getAttribute("aria-expanded") !== "true") return;
      show(false);
      button.focus();
    });
    show(false);
  }

  // What is looked for is said behind the # of the page of the search: no server hears of it.
  function offerSearch() {
    var form = document.querySelector("[data-to-search]");
    if (!form) return;
    form.hidden = false;
    form.addEventListener("submit", function (event) {
      event.preventDefault();
      window.location.href = form.getAttribute("action") + "#suche?q=" + encodeURIComponent(form.querySelector("input").value);
    });
  }

  // A sheet whose version this page does not know is no current one.
  function sayUnknown() {
    var note = document.querySelector("[data-unknown-mark]");
    var mark = window.location.hash.slice(1);
    if (note) note.hidden = !/^(v|stand-)\d/.test(mark) || Boolean(document.getElementById(mark));
  }

  function sayOverdue() {
    document.querySelectorAll("[data-overdue-after]").forEach(function (note) {
      note.hidden = Date.parse(note.dataset.overdueAfter) >= midnight();
    });
  }

  function midnight() {
    var today = new Date();
    return root.dataset.day ? moment.getTime() : Date.UTC(today.getFullYear(), today.getMonth(), today.getDate());
  }

  // The page knows no today; how near a day of review is can only be said where it is read.
  function sayDeadlines() {
    document.querySelectorAll("[data-deadline-head]").forEach(function (head) { head.hidden = false; });
    document.querySelectorAll("tr[data-deadline]").forEach(function (row) {
      var days = (Date.parse(row.dataset.deadline) - midnight()) / 86400000;
      var state = row.querySelector(".deadline-state");
      var kind = days < 0 ? "overdue" : days <= Number(row.dataset.soon) ? "due" : "fine";
      state.textContent = state.dataset[kind];
      row.dataset.state = kind;
      state.hidden = false;
    });
  }

  window.addEventListener("hashchange", sayUnknown);
  document.addEventListener("DOMContentLoaded", function () {
    sayPreview();
    sayKept();
    sayDeadlines();
    sayOverdue();
    sayUnknown();
    offerMenu();
    offerSchemes();
    offerSearch();
  });
})();
