/** Map or outline, as this person last chose in this browser. */
export const FORMS = ['map', 'outline'] as const;
export type Form = (typeof FORMS)[number];

const KEPT = 'chartroom.map-form';

class FormChoice {
  #form = $state<Form>(read());

  get current(): Form {
    return this.#form;
  }
  set current(form: Form) {
    this.#form = form;
    try {
      localStorage.setItem(KEPT, form);
    } catch {
      // Storage is off: the choice lasts as long as the page.
    }
  }
}

function read(): Form {
  try {
    return localStorage.getItem(KEPT) === 'outline' ? 'outline' : 'map';
  } catch {
    return 'map';
  }
}

export const form = new FormChoice();
