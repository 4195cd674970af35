// Keeps the book for readers without a connection, where the publisher has asked for it and a server delivers it.
(function () {
  "use strict";
  var worker = document.body.getAttribute("data-offline");
  if (worker && navigator.serviceWorker && location.protocol !== "file:") {
    navigator.serviceWorker.register(worker).catch(function () { /* the book reads without it */ });
  }
})();
