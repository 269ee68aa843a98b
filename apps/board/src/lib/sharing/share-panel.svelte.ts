/** Whether the share panel is shown, and which part of it: `?share`, `?share=invitations`. Part of the address, so that back closes it. */
import { goto } from '$app/navigation';
import { page } from '$app/state';
import { hrefTo } from '#lib/shell/selection.svelte.ts';

export type SharePart = 'people' | 'invitations';

class SharePanel {
  /** null while it is closed. */
  get part(): SharePart | null {
    const value = page.url.searchParams.get('share');
    return value === null ? null : value === 'invitations' ? 'invitations' : 'people';
  }

  open(part: SharePart = 'people'): void {
    const path = hrefTo({});
    const share = part === 'people' ? 'share' : 'share=invitations';
    void goto(`${path}${path.includes('?') ? '&' : '?'}${share}`, { reset: false, replace: this.part !== null });
  }

  /** What was selected before is shown again. */
  close(): void {
    if (this.part !== null) void goto(hrefTo({}), { reset: false });
  }

  toggle(): void {
    if (this.part === null) this.open();
    else this.close();
  }
}

export const sharePanel = new SharePanel();
