/** Light, dark, or as the system says: kept in this browser, applied to the root before the first paint by /theme.js. */
export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

const KEPT = 'chartroom.theme';

class ThemeChoice {
  #theme = $state<Theme>(read());

  get current(): Theme {
    return this.#theme;
  }

  set current(theme: Theme) {
    this.#theme = theme;
    const root = document.documentElement;
    if (theme === 'system') delete root.dataset['theme'];
    else root.dataset['theme'] = theme;
    try {
      if (theme === 'system') localStorage.removeItem(KEPT);
      else localStorage.setItem(KEPT, theme);
    } catch {
      // Storage is off: the choice lasts as long as the page.
    }
  }
}

function read(): Theme {
  const theme = typeof document === 'undefined' ? undefined : document.documentElement.dataset['theme'];
  return theme === 'light' || theme === 'dark' ? theme : 'system';
}

export const theme = new ThemeChoice();
