// Runs before the page is painted: what this device chose about light and size.
(() => {
  try {
    const root = document.documentElement;
    const theme = localStorage.getItem("theme");
    if (theme === "light" || theme === "dark") root.dataset.theme = theme;
    if (localStorage.getItem("mode") === "projector") root.dataset.mode = "projector";
  } catch {
    // Storage may be forbidden: then the system's choice stands.
  }
})();
