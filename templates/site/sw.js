// Pages that a reader keeps for use without a network: the network first, a kept copy only where it fails, and never
// without its day. To take the worker back on a server, put in its place:
// self.registration.unregister(); caches.keys().then((names) => names.forEach((name) => caches.delete(name)));
(function () {
  "use strict";
  var KEPT = "integrif-unterwegs|";
  var LIST = "unterwegs.html";

  self.addEventListener("install", function () { self.skipWaiting(); });
  self.addEventListener("activate", function (event) { event.waitUntil(self.clients.claim()); });
  self.addEventListener("fetch", function (event) {
    var request = event.request;
    if (request.method !== "GET" || new URL(request.url).origin !== self.location.origin) return;
    // What a page asks for anew to make a copy of it must not come out of the copy before.
    if (request.mode !== "navigate" && request.cache === "no-cache") return;
    event.respondWith(answer(request));
  });

  // What a browser remembers by itself may be old without anybody saying so: a page is asked for anew.
  function answer(request) {
    return fetch(request, request.mode === "navigate" ? { cache: "no-cache" } : {}).then(
      function (response) {
        return response.status < 500 ? response : kept(request).then(function (found) { return found || response; });
      },
      function () {
        return kept(request).then(function (found) { return found || Response.error(); });
      },
    );
  }

  // „integrif-unterwegs|<moment>|<page>“: what a page loads comes from the copy it was kept in, of others from the newest.
  async function kept(request) {
    var names = (await caches.keys()).filter(function (name) { return name.startsWith(KEPT); }).sort().reverse();
    var own = names.filter(function (name) { return request.referrer.split(/[?#]/)[0].endsWith("/" + name.split("|")[2]); });
    var goal = request.mode === "navigate" ? [request.url, new URL(LIST, self.registration.scope).href] : [request.url];
    for (var address of goal) {
      for (var name of own.concat(names)) {
        var found = await (await caches.open(name)).match(address, { ignoreSearch: true });
        if (found) return request.mode === "navigate" ? dated(found, name.split("|")[1]) : found;
      }
    }
    return undefined;
  }

  // The page says by itself of which day it is (frame.js).
  async function dated(response, moment) {
    var text = (await response.text()).replace("<html ", '<html data-kept="' + moment + '" ');
    return new Response(text, { headers: { "Content-Type": "text/html; charset=utf-8" } });
  }
})();
