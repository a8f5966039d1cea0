// The chosen appearance, before the first paint. The key and its values are Django admin's: one choice for both.
try {
  document.documentElement.dataset.theme = localStorage.getItem("theme") || "auto";
} catch {
  // Storage is switched off: the page follows the device.
}
