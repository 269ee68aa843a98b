// Sets the chosen theme before the first paint; without a choice the system decides.
(function () {
  try {
    var theme = localStorage.getItem('chartroom.theme');
    if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
  } catch {
    // Storage is off in this browser: the system decides.
  }
})();
