/** Whether the list of keys is shown; one for the whole page. */
class KeyListState {
  open = $state(false);
  show(): void {
    this.open = true;
  }
}

export const keyList = new KeyListState();
