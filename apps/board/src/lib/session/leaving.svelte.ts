/** Whether the dialog for signing out is shown; one for the whole page. */
class Leaving {
  shown = $state(false);
  open(): void {
    this.shown = true;
  }
  close(): void {
    this.shown = false;
  }
}

export const leaving = new Leaving();
