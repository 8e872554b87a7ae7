// The page for trainers: clock times of the plans and copies for a group, from two fields. Nothing is stored or sent;
// what was entered stands behind the # of the address, so that the page can be passed on and printed with it.
(function () {
  "use strict";
  var DAY = 24 * 60;
  var OWN = /^#plaene\?/;

  function all(selector) {
    return Array.prototype.slice.call(document.querySelectorAll(selector));
  }

  function clock(minutes) {
    var within = minutes % DAY;
    var two = function (number) { return String(number).padStart(2, "0"); };
    return two(Math.floor(within / 60)) + ":" + two(within % 60);
  }

  /** Minutes since midnight of „17:30“; null while there is no time. */
  function minutesOf(time) {
    var found = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(time);
    return found ? Number(found[1]) * 60 + Number(found[2]) : null;
  }

  /** How many take part; null while that is no number from 1 to the most that the field takes. */
  function countOf(field) {
    var count = Number(field.value);
    return field.value && Number.isInteger(count) && count >= 1 && count <= Number(field.max) ? count : null;
  }

  function showTimes(begin) {
    all("[data-clock]").forEach(function (place) {
      place.hidden = begin === null;
      var times = [place.dataset.start, place.dataset.end].map(function (minutes) { return clock(begin + Number(minutes)); });
      place.textContent = begin === null ? "" : times.join("–");
    });
  }

  function showCopies(people) {
    all("[data-sizes]").forEach(function (place) { place.hidden = people !== null; });
    all("[data-own]").forEach(function (place) {
      place.hidden = people === null;
      if (people === null) return;
      if (!place.dataset.words) place.dataset.words = place.textContent;
      var shared = Number(place.dataset.sharedBy);
      if ("sharedBy" in place.dataset) place.textContent = String(shared ? Math.ceil(people / shared) : 1);
      else place.textContent = place.dataset.words.replace("…", String(people));
    });
  }

  document.addEventListener("DOMContentLoaded", function () {
    var form = document.querySelector("[data-planning]");
    if (!form) return;
    var begin = document.getElementById("beginn");
    var people = document.getElementById("personen");

    function show() {
      showTimes(minutesOf(begin.value));
      showCopies(countOf(people));
    }

    function remember() {
      var entered = new URLSearchParams();
      if (minutesOf(begin.value) !== null) entered.set("beginn", begin.value);
      if (countOf(people) !== null) entered.set("personen", people.value);
      var state = String(entered);
      window.history.replaceState(window.history.state, "", state ? "#plaene?" + state.replace("%3A", ":") : window.location.pathname + window.location.search);
    }

    function arrive() {
      if (!OWN.test(window.location.hash)) return;
      var entered = new URLSearchParams(window.location.hash.replace(OWN, ""));
      begin.value = entered.get("beginn") || "";
      people.value = entered.get("personen") || "";
      show();
      document.getElementById("plaene").scrollIntoView();
    }

    form.hidden = false;
    form.addEventListener("submit", function (event) { event.preventDefault(); });
    form.addEventListener("input", function () { show(); remember(); });
    form.querySelector("[data-print]").addEventListener("click", function () { window.print(); });
    window.addEventListener("hashchange", arrive);
    arrive();
  });
})();
