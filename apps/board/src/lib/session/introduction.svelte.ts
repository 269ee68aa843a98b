/** Whether the dialog for changing the own name and function is shown; one for the whole page. */
class Introduction {
  shown = $state(false);
  open(): void {
    this.shown = true;
  }
  close(): void {
    this.shown = false;
  }
}

export const introduction = new Introduction();
