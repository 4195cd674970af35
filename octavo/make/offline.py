"""The service worker of an edition that may be read without a connection: a list of its files, under one digest."""

import json
from collections.abc import Iterable
from hashlib import sha256

from octavo.model import MadeFile

# The pages first; a cache of its own for each state of the book, and the older ones thrown away.
_WORKER = """// Keeps the book for readers without a connection. Nothing is asked from elsewhere.
var cache = "octavo-%s";
var files = %s;
self.addEventListener("install", function (event) {
  event.waitUntil(caches.open(cache).then(function (kept) { return kept.addAll(files); }));
});
self.addEventListener("activate", function (event) {
  event.waitUntil(caches.keys().then(function (names) {
    return Promise.all(names.filter(function (name) {
      return name.indexOf("octavo-") === 0 && name !== cache;
    }).map(function (name) { return caches.delete(name); }));
  }));
});
self.addEventListener("fetch", function (event) {
  if (event.request.method !== "GET") { return; }
  event.respondWith(fetch(event.request).catch(function () {
    return caches.match(event.request, { ignoreSearch: true });
  }));
});
"""
_LEFT_OUT = (".pdf", ".epub")


def service_worker(files: Iterable[MadeFile]) -> MadeFile:
    """The worker that keeps these files."""
    kept = sorted((file for file in files if not file.path.endswith(_LEFT_OUT)), key=lambda file: file.path)
    digest = sha256(b"".join(file.path.encode() + sha256(file.data).digest() for file in kept)).hexdigest()[:16]
    names = json.dumps(["./", *(file.path for file in kept)], ensure_ascii=False)
    return MadeFile("service-worker.js", (_WORKER % (digest, names)).encode())
